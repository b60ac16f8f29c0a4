import type { SignedDelivery } from './processes/shopify-shop.ts';

/** What became of the deliveries that were sent. */
export type StreamResult = {
  readonly sent: number;
  /** Milliseconds from the request to its answer. */
  readonly latenciesMs: readonly number[];
  /** Events that were taken, each however often it was told. */
  readonly taken: ReadonlySet<string>;
  readonly answers: Readonly<Record<string, number>>;
};

export type Stream = {
  /** Sends one, and is back when it is answered. */
  readonly send: (delivery: SignedDelivery) => Promise<void>;
  /** What became of all that was sent so far. */
  readonly result: () => StreamResult;
};

export function createStream(origin: string): Stream {
  const latenciesMs: number[] = [];
  const taken = new Set<string>();
  const answers: Record<string, number> = {};
  let sent = 0;
  return {
    async send({ eventId, headers, body }) {
      sent += 1;
      const startedMs = performance.now();
      const answer = await fetch(`${origin}/shopify/webhooks`, {
        method: 'POST',
        headers: headers.map(([name, value]) => [name, value]),
        body,
      }).then(
        async (response) => {
          await response.arrayBuffer();
          return String(response.status);
        },
        (error: unknown) => String(error),
      );
      latenciesMs.push(performance.now() - startedMs);
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (answer === '200') taken.add(eventId);
    },
    result: () => ({ sent, latenciesMs: [...latenciesMs], taken: new Set(taken), answers: { ...answers } }),
  };
}

/** Half of all webhooks come again, somewhere later: duplicates and disorder in one. */
export function withDuplicates(
  fresh: readonly SignedDelivery[],
  waiting: readonly SignedDelivery[],
  chance: () => number,
): SignedDelivery[] {
  const queue = [...waiting, ...fresh];
  for (const delivery of fresh) if (chance() < 0.5) queue.splice(Math.floor(chance() * (queue.length + 1)), 0, delivery);
  return queue;
}

/** Chance that is the same in every run. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
