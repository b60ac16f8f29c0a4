import { type CursorStore, createCursorStore } from './cursors.ts';
import type { Database } from './database.ts';
import { createDueStore, type DueStore } from './due.ts';
import { createInboxStore, type InboxStore } from './inbox.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { createOrderStore, type OrderStore } from './orders.ts';
import { createPrivacyStore, type PrivacyStore } from './privacy.ts';
import { createSealer } from './seal.ts';
import { createSessionStore, type SessionStore } from './sessions.ts';
import { createShopStore, type ShopStore } from './shops.ts';
import { makeTables } from './tables.ts';

export type { Database, Tx } from './database.ts';
export type { DueStore, DueTask, ParkedTask } from './due.ts';
export type { Delivery, InboxStore } from './inbox.ts';
export { type Notice, type NoticeCode, noticeCodes, type NoticeStore } from './notices.ts';
export { type ListedOrder, newRecord, type OrderStore, type OrderWish } from './orders.ts';
export { openPglite, type PgliteOptions } from './pglite.ts';
export { openPostgres, type PostgresOptions } from './postgres.ts';
export type { PrivacyRequest, PrivacyStore } from './privacy.ts';
export { createSealer, SealError, type Sealer } from './seal.ts';
export type { SessionStore, ShopSession } from './sessions.ts';
export { type Shop, type ShopState, type ShopStore, shopStates } from './shops.ts';

/** Everything the adapter remembers. */
export type ShopifyStore = {
  readonly shops: ShopStore;
  readonly sessions: SessionStore;
  readonly inbox: InboxStore;
  readonly orders: OrderStore;
  readonly due: DueStore;
  readonly privacy: PrivacyStore;
  readonly notices: NoticeStore;
  readonly cursors: CursorStore;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly database: Database;
  /** 32 bytes in base64 each. The first seals, the others open what was sealed before a rotation. */
  readonly sealingKeys: readonly string[];
};

/**
 * Makes the adapter's tables where they are missing, in a schema of their own, and answers the store.
 *
 * @throws {@link SealError} when a sealing key is not 32 bytes in base64
 *
 * @example
 * ```ts
 * import { openPostgres, openStore } from '@atobarai/adapter-shopify';
 *
 * const database = await openPostgres({ connectionString: process.env['DATABASE_URL'] ?? '' });
 * const store = await openStore({ database, sealingKeys: [process.env['SHOPIFY_SEALING_KEY'] ?? ''] });
 * console.log(await store.due.nextAt());
 * ```
 */
export async function openStore({ database, sealingKeys }: StoreOptions): Promise<ShopifyStore> {
  const sealer = createSealer(sealingKeys);
  await makeTables(database);
  return {
    shops: createShopStore(database),
    sessions: createSessionStore(database, sealer),
    inbox: createInboxStore(database),
    orders: createOrderStore(database),
    due: createDueStore(database),
    privacy: createPrivacyStore(database, sealer),
    notices: createNoticeStore(database),
    cursors: createCursorStore(database),
    close: () => database.close(),
  };
}
