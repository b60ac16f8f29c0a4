import { atMs, type Database } from './database.ts';
import { markedAgain } from './due.ts';
import { schema } from './tables.ts';

/** A delivery as its headers name it. Bodies are not kept: the order itself is read from Shopify. */
export type Delivery = {
  readonly shop: string;
  /** `X-Shopify-Webhook-Id`: the same on every try of one delivery. */
  readonly deliveryId: string;
  readonly topic: string;
  /** `X-Shopify-Event-Id`: the same on the deliveries of several subscriptions about one event. */
  readonly eventId: string | null;
  /** The gid of what it is about. */
  readonly resource: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

export type InboxStore = {
  /**
   * Notes the delivery and asks for a look at what it is about, in one statement, so that an answer of 200
   * never stands for something lost. Answers false for one that came before.
   */
  readonly accept: (delivery: Delivery, lookAt: number) => Promise<boolean>;
  /** Notes a delivery that asks for no look. Answers false for one that came before. */
  readonly note: (delivery: Delivery) => Promise<boolean>;
  /** Forgets what came before; answers how many. */
  readonly purge: (before: number) => Promise<number>;
};

// Either key may say that it came before: the delivery's own, or the event's.
const noted = `insert into ${schema}.inbox (shop, delivery_id, topic, event_id, resource, received_at)
  values ($1, $2, $3, $4, $5, ${atMs('$6')}) on conflict do nothing returning 1`;

function paramsOf({ shop, deliveryId, topic, eventId, resource, receivedAt }: Delivery): unknown[] {
  return [shop, deliveryId, topic, eventId, resource, receivedAt];
}

export function createInboxStore(database: Database): InboxStore {
  return {
    async accept(delivery, lookAt) {
      const rows = await database.query(
        `with noted as (${noted})
         insert into ${schema}.due as held (shop, gid, due_at) select $1, $5, ${atMs('$7')} from noted
         on conflict (shop, gid) do update set ${markedAgain} returning 1`,
        [...paramsOf(delivery), lookAt],
      );
      return rows.length === 1;
    },
    note: async (delivery) => (await database.query(noted, paramsOf(delivery))).length === 1,
    async purge(before) {
      const rows = await database.query(`delete from ${schema}.inbox where received_at < ${atMs('$1')} returning 1`, [before]);
      return rows.length;
    },
  };
}
