export type TimeLimit = { readonly signal: AbortSignal; readonly end: () => void };

/** Ends with a time-out or with the caller's signal, whichever comes first; leaves neither timer nor listener behind. */
export function timeLimit({ timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }): TimeLimit {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  return {
    signal: giveUp.signal,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}
