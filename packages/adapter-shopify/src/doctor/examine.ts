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

/** Milliseconds by which our clock is ahead of a server's, as its `Date` header says within a second. */
export async function skewOf(url: string, { now }: Pick<Clock, 'now'>): Promise<number | undefined> {
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(date)) return undefined;
    const ahead = now() - date;
    return Math.abs(ahead) < 1_000 ? 0 : ahead;
  } catch {
    return undefined;
  }
}
