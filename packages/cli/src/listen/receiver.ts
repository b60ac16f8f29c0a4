import type { Event } from '@atobarai/sdk';
import { signWebhook } from '@atobarai/sdk/webhooks';
import type { Outcome } from '../decide/follow.ts';
import { version } from '../version.ts';

export type Receiver = {
  readonly url: string;
  readonly secret: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
};

/** As long as the service itself waits for an answer. */
const timeoutMs = 15_000;

/** Sends one event as the service would. Rejects only when the command is to end. */
export async function send(event: Event, { url, secret, signal, now }: Receiver): Promise<Outcome> {
  const { body, headers } = await signWebhook(event, secret, { now });
  const startedMs = now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'user-agent': `atobarai-cli/${version}` },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    return { kind: 'answered', status: response.status, ms: now() - startedMs };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'silent', problem: problemOf(error), ms: now() - startedMs };
  }
}

/** `ECONNREFUSED` says more than "fetch failed". */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'timeout';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : error.message;
}
