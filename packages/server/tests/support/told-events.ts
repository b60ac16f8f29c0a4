import { eventData, type EventType } from '@atobarai/sdk/contract';
import type { Database } from '../../src/core/database.ts';
import { adminRows } from './databases.ts';

type Told = { readonly type: EventType; readonly resource_type: string; readonly data: Record<string, unknown> };

/** Every event that was told, with what is not as the contract says: a field that is wrong, missing, or not in it. */
export async function strayEvents(database: Database): Promise<string[]> {
  const told = await adminRows<Told>(database, 'select type, resource_type, data from events order by id');
  return told.flatMap((event) => {
    const schema = eventData[event.type];
    const { error } = schema.safeParse(event.data);
    const issues = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
    const strangers = Object.keys(event.data).filter((name) => !Object.hasOwn(schema.shape, name));
    const subject = /^(payout|import)\./.exec(event.type)?.[1] ?? 'order';
    return [
      ...issues,
      ...strangers.map((name) => `${name} is not in the contract`),
      ...(subject === event.resource_type ? [] : [`is about ${event.resource_type}`]),
    ].map((stray) => `${event.type}: ${stray} ${JSON.stringify(event.data)}`);
  });
}

/** The types that were told, each once. */
export async function toldTypes(database: Database): Promise<string[]> {
  return (await adminRows<{ type: string }>(database, 'select distinct type from events order by type')).map(({ type }) => type);
}
