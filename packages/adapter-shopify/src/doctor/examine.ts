import { type Client, isAtobaraiError } from '@atobarai/sdk';
import type { Clock } from '../reconcile/ports.ts';
import type { ServiceAnswer } from './model.ts';

const timeoutMs = 10_000;

/** What our service says of the shop behind the key. */
export async function askService(client: Client): Promise<ServiceAnswer> {
  const options = { timeoutMs };
  try {
    const { name, mode, channels } = await client.settings.get(options);
    const endpoints = [];
    for await (const endpoint of client.webhookEndpoints.list({ limit: 100 }, options)) endpoints.push(endpoint);
    return { ok: true, answer: { shopName: name, mode, channels: channels ?? [], endpoints } };
  } catch (error) {
    if (isAtobaraiError(error)) return { ok: false, code: error.code };
    throw error;
  }
}

/** A `Date` header tells whole seconds, and a busy server gives out the one of the second before. */
const headerMs = 2_000;

/** Milliseconds by which our clock is ahead of a server's, as far as its `Date` header tells. */
export async function skewOf(url: string, { now }: Pick<Clock, 'now'>): Promise<number | undefined> {
  try {
    const askedMs = now();
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(date)) return undefined;
    // The header was written between asking and hearing, so how long the answer took is no difference of clocks.
    const [atLeast, atMost] = [askedMs - date - headerMs, now() - date];
    return atLeast > 0 ? askedMs - date : Math.min(0, atMost);
  } catch {
    return undefined;
  }
}
