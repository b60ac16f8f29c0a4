import { jsonOf } from '../hardened.ts';
import type { Transport } from '../wire/transport.ts';
import type { Ask, News } from './news.ts';

export type ErrandTools = {
  readonly transport: Transport;
  readonly focus: (on: Extract<Ask, { ask: 'focus' }>['on']) => void;
  readonly send: (news: News) => void;
};

type Question = Extract<Ask, { number: number }>;

// A screening takes a second or two; from here on it is worth a word.
const slowAfterMs = 3_000;

// Its token holds for 15 minutes: an answer that was lost is asked for again before, and after that nobody is served by it.
const keyLastsMs = 14 * 60_000;

const calls = { config: 'config', quote: 'quotes', authorization: 'authorizations' } as const;

/** Runs to the server and waits for the time, and brings the news back. */
export function createErrands({ transport, focus, send }: ErrandTools) {
  const onTheirWay = new Map<string, AbortController>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const keyFor = keyPerBody();

  function later(news: News, afterMs: number): void {
    clearTimeout(timers.get(news.is));
    timers.set(news.is, setTimeout(send, afterMs, news));
  }

  /** The newer question of a kind stops the older one. */
  async function put(question: Question): Promise<void> {
    const { ask, number } = question;
    const body = Object.hasOwn(question, 'body') ? (question as { readonly body?: unknown }).body : undefined;
    onTheirWay.get(ask)?.abort();
    const controller = new AbortController();
    onTheirWay.set(ask, controller);
    if (ask === 'authorization') later({ is: 'slow', number }, slowAfterMs);
    const key = ask === 'authorization' ? keyFor(jsonOf(body)) : undefined;
    const answer = await transport(
      { path: `/v1/checkout/${calls[ask]}`, body, ...(key ? { idempotencyKey: key.text } : {}) },
      controller.signal,
    );
    // A token that was lost at first is as old as its question.
    if (!controller.signal.aborted) send({ is: ask, number, answer, nowMs: key?.madeAtMs ?? Date.now() } as News);
  }

  function run(ask: Ask): void {
    if (ask.ask === 'focus') focus(ask.on);
    else if (ask.ask === 'stop') onTheirWay.get(ask.what)?.abort();
    else if (ask.ask === 'expiry') later({ is: 'expired', token: ask.token }, ask.afterMs);
    else void put(ask);
  }

  function stop(): void {
    for (const controller of onTheirWay.values()) controller.abort();
    for (const timer of timers.values()) clearTimeout(timer);
  }

  return { run, stop };
}

/** The same question keeps its key, so that one whose answer was lost is answered again and not screened twice. */
function keyPerBody(): (body: string) => { readonly text: string; readonly madeAtMs: number } {
  let last = { body: '', text: '', madeAtMs: 0 };
  return (body) => {
    const nowMs = Date.now();
    if (body !== last.body || nowMs - last.madeAtMs > keyLastsMs) last = { body, text: randomKey(), madeAtMs: nowMs };
    return last;
  };
}

/** Also where `crypto.randomUUID` is missing, which is on pages without TLS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
