/** Calls back after some milliseconds, unless it is called off by what it answers. */
export type Timer = (ms: number, ring: () => void) => () => void;

/** How long one try may take, and who else may end it. */
export type Limits = { readonly timeoutMs: number; readonly signal: AbortSignal | undefined };

/** What tells whoever works that nobody waits for it any more. */
export type End = {
  /** Aborted when time is up and when the caller aborts. It is made when it is first asked for. */
  readonly signal: AbortSignal;
  /** The same for less: calls back at the end, once, with the reason. */
  readonly onEnd: (stop: (reason: unknown) => void) => void;
};

export type Deadline = End & {
  readonly isTimeUp: () => boolean;
  /** Settles as the work does, or rejects at the end of the time, even if the work takes no notice of it. */
  readonly within: <T>(work: Promise<T>) => Promise<T>;
  readonly stop: () => void;
};

// What a timer of JavaScript can wait at most; more would ring at once.
const longestMs = 2 ** 31 - 1;

export function startDeadline({ timeoutMs, signal }: Limits, timer: Timer): Deadline {
  const stops: ((reason: unknown) => void)[] = [];
  let controller: AbortController | undefined;
  let isTimeUp = false;
  let ended: { readonly reason: unknown } | undefined;
  let giveUp: (reason: unknown) => void = () => {};
  const end = (reason: unknown) => {
    if (ended !== undefined) return;
    ended = { reason };
    for (const stop of stops) stop(reason);
    giveUp(reason);
  };
  const onEnd = (stop: (reason: unknown) => void) => {
    if (ended === undefined) stops.push(stop);
    else stop(ended.reason);
  };
  const abort = () => end(signal?.reason);
  const callOff = timer(Math.min(timeoutMs, longestMs), () => {
    isTimeUp = true;
    end(new DOMException('Time is up.', 'TimeoutError'));
  });
  signal?.addEventListener('abort', abort, { once: true });
  return {
    get signal() {
      if (controller === undefined) {
        const made = new AbortController();
        controller = made;
        onEnd((reason) => made.abort(reason));
      }
      return controller.signal;
    },
    onEnd,
    isTimeUp: () => isTimeUp,
    within: (work) =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        work.then(resolve, reject);
        if (ended !== undefined) reject(ended.reason as Error);
      }),
    stop: () => {
      callOff();
      signal?.removeEventListener('abort', abort);
    },
  };
}
