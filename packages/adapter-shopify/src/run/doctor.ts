import { missingScopes } from '../graphql/scopes.ts';
import { AdminError, type AdminFailure, type AdminSelf, type ShopAdmin } from '../reconcile/ports.ts';
import type { Notice, ParkedTask, Shop } from '../store/index.ts';
import type { SweepParts } from './sweeps.ts';

/** An answer of Shopify, or why there is none. */
export type Asked<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: AdminFailure | 'unknown'; readonly message: string };

/** Everything a person needs to know whether the adapter works for a shop. Instants are milliseconds since 1970. */
export type Doctor = {
  readonly shop: Shop | null;
  readonly now: number;
  readonly webhookUri: string | null;
  readonly self: Asked<AdminSelf>;
  readonly missingScopes: readonly string[];
  readonly subscriptions: Asked<Awaited<ReturnType<ShopAdmin['subscriptions']>>>;
  /** The latest orders, with what protected customer data lets be seen of them. */
  readonly probe: Asked<Awaited<ReturnType<ShopAdmin['probe']>>>;
  readonly notices: readonly Notice[];
  readonly parked: readonly ParkedTask[];
  readonly backlog: { readonly waiting: number; readonly oldestDueAt: number | null };
  /** Orders by state. */
  readonly orders: Readonly<Record<string, number>>;
};

/** Asks everything there is to ask; nothing is changed. */
export async function examine({ store, adminOf, clock, webhookUri }: SweepParts, shop: string): Promise<Doctor> {
  const now = clock.now();
  const admin = await adminOf(shop);
  const self = await asked(() => admin.self());
  return {
    shop: await store.shops.find(shop),
    now,
    webhookUri,
    self,
    missingScopes: self.ok ? missingScopes(self.answer.scopes) : [],
    subscriptions: await asked(() => admin.subscriptions()),
    probe: await asked(() => admin.probe()),
    notices: await store.notices.list(shop),
    parked: await store.due.parked(shop),
    backlog: await store.due.backlog(now),
    orders: await store.orders.count(shop),
  };
}

async function asked<Answer>(question: () => Promise<Answer>): Promise<Asked<Answer>> {
  try {
    return { ok: true, answer: await question() };
  } catch (error) {
    return {
      ok: false,
      failure: error instanceof AdminError ? error.failure : 'unknown',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
