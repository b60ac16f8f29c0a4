import { atMs, type Database, msOf } from './database.ts';
import type { Sealer } from './seal.ts';
import { schema } from './tables.ts';

/** A request about a person's data, as Shopify sent it. `receivedAt` in milliseconds since 1970. */
export type PrivacyRequest = {
  readonly shop: string;
  readonly deliveryId: string;
  readonly topic: string;
  /** The body as it came. */
  readonly body: string;
  readonly receivedAt: number;
};

export type PrivacyStore = {
  /** Keeps the request, sealed, until it is answered. False for one that came before. */
  readonly keep: (request: PrivacyRequest) => Promise<boolean>;
  readonly open: () => Promise<PrivacyRequest[]>;
  /** It is answered: its body is forgotten, that it was asked is remembered. */
  readonly answered: (request: Pick<PrivacyRequest, 'shop' | 'deliveryId'>, now: number) => Promise<void>;
  /** Forgets everything of a shop that is known by the shop alone: sessions, orders, deliveries, notices. */
  readonly forgetShop: (shop: string) => Promise<void>;
};

const purposeOf = (shop: string, deliveryId: string) => `privacy ${shop} ${deliveryId}`;

export function createPrivacyStore(database: Database, sealer: Sealer): PrivacyStore {
  return {
    async keep({ shop, deliveryId, topic, body, receivedAt }) {
      const rows = await database.query(
        `insert into ${schema}.privacy_requests (shop, delivery_id, topic, sealed, received_at)
         values ($1, $2, $3, $4, ${atMs('$5')}) on conflict do nothing returning 1`,
        [shop, deliveryId, topic, sealer.seal(body, purposeOf(shop, deliveryId)), receivedAt],
      );
      return rows.length === 1;
    },
    async open() {
      const rows = await database.query<Omit<PrivacyRequest, 'body'> & { readonly sealed: string }>(
        `select shop, delivery_id as "deliveryId", topic, sealed, ${msOf('received_at')} as "receivedAt"
         from ${schema}.privacy_requests where answered_at is null and sealed is not null order by received_at`,
      );
      return rows.map(({ sealed, ...request }) => ({
        ...request,
        body: sealer.open(sealed, purposeOf(request.shop, request.deliveryId)),
      }));
    },
    async answered({ shop, deliveryId }, now) {
      await database.query(
        `update ${schema}.privacy_requests set sealed = null, answered_at = ${atMs('$3')} where shop = $1 and delivery_id = $2`,
        [shop, deliveryId, now],
      );
    },
    forgetShop: (shop) =>
      database.transaction(async (tx) => {
        for (const table of ['sessions', 'orders', 'due', 'inbox', 'notices', 'shops'])
          await tx.query(`delete from ${schema}.${table} where shop = $1`, [shop]);
      }),
  };
}
