import { isAtobaraiError } from '@atobarai/sdk';
import { noteServiceEvent } from '../inbound/atobarai-events.ts';
import type { RunParts } from './worker.ts';

const cursorName = 'atobarai.events';
/** There was no event yet: the first one counts. */
const beginning = '';

/**
 * Catches up with the service's events, for the webhooks that were lost or cannot come in. Answers how many
 * orders are looked at for it.
 */
export async function catchUp(parts: RunParts): Promise<number> {
  const from = await parts.store.cursors.load(cursorName);
  // Before the first time nothing of ours is registered.
  if (from === null) return begin(parts);
  try {
    return await readOn(parts, from);
  } catch (error) {
    if (!isAtobaraiError(error) || error.code !== 'not_found') throw error;
    // The event we stopped at is no longer kept: the hourly look at every open order covers the gap.
    return begin(parts);
  }
}

async function readOn(parts: RunParts, from: string): Promise<number> {
  let looks = 0;
  let after = from;
  for (;;) {
    const { data, nextCursor } = await parts.client.events
      .list({ order: 'oldest_first', limit: 100, ...(after === beginning ? {} : { after }) })
      .page();
    for (const event of data) if (await noteServiceEvent(event, parts)) looks += 1;
    const last = data.at(-1);
    if (last === undefined) return looks;
    after = last.id;
    await parts.store.cursors.save(cursorName, after);
    if (nextCursor === null) return looks;
  }
}

async function begin({ client, store }: RunParts): Promise<number> {
  const { data } = await client.events.list({ limit: 1 }).page();
  await store.cursors.save(cursorName, data[0]?.id ?? beginning);
  return 0;
}
