import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createWebhookSecret } from '@atobarai/sdk/webhooks';
import type { Surroundings } from '../command.ts';
import { type Follow, followIn } from '../decide/follow.ts';
import { configFolder } from './credentials.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';

type Place = Pick<Surroundings, 'env' | 'homeFolder'>;

/** Who is followed, and who is told. */
export type Stream = { readonly baseUrl: string; readonly merchantId: string; readonly forwardTo: string };

/** The secret that `listen` signs with: made once, the same for every receiver on this machine. */
export async function listenSecret(place: Place): Promise<string> {
  const path = join(configFolder(place), 'listen-secret');
  const kept = (await readIfThere(path))?.trim();
  if (kept !== undefined && kept.startsWith('whsec_')) return kept;
  const secret = createWebhookSecret();
  await writePrivateFile(path, `${secret}\n`);
  return secret;
}

export async function readFollow(place: Place, stream: Stream): Promise<Follow | undefined> {
  const text = await readIfThere(followFile(place, stream));
  return text === undefined ? undefined : followIn(text);
}

export async function writeFollow(place: Place, stream: Stream, follow: Follow): Promise<void> {
  await writePrivateFile(followFile(place, stream), `${JSON.stringify({ ...stream, ...follow })}\n`);
}

/** A file for each stream, so that two that run at once do not write over each other. */
function followFile(place: Place, { baseUrl, merchantId, forwardTo }: Stream): string {
  const name = createHash('sha256').update(`${baseUrl}\n${merchantId}\n${forwardTo}`).digest('hex').slice(0, 16);
  return join(configFolder(place), 'listen', `${name}.json`);
}
