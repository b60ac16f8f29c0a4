import { missingScopes } from '../graphql/scopes.ts';
import type { Shop } from '../store/index.ts';
import { matchesGateway } from '../translate/index.ts';
import type { RunParts } from './worker.ts';

// Deliveries get lost and subscriptions are deleted: what matters is found again by looking (shopify.md 7.6).

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far back an app without `read_all_orders` may look. */
export const windowMs = 60 * dayMs;

/** The search lags behind the orders, and the cursor keeps behind the search. */
const overlapMs = 10 * minuteMs;
const indexLagMs = 2 * minuteMs;
/** A hold older than this on an order that is decided is looked at again. */
const oldHoldMs = 6 * hourMs;
/** Orders that are looked at again are spread, so that the shop's bucket is never emptied by them. */
const spreadMs = 250;
const keepInboxMs = 30 * dayMs;

export type SweepParts = RunParts & { readonly webhookUri: string | null };

type Sweep = { readonly name: string; readonly everyMs: number; readonly run: (parts: SweepParts, shop: Shop) => Promise<number> };

const sweeps: readonly Sweep[] = [
  { name: 'updated', everyMs: 15 * minuteMs, run: (parts, shop) => lookAtUpdated(parts, shop) },
  { name: 'open', everyMs: hourMs, run: lookAtOpen },
  { name: 'holds', everyMs: hourMs, run: lookAtOldHolds },
  { name: 'upkeep', everyMs: dayMs, run: upkeep },
];

/** Runs the sweeps that are due, or all of them now. A sweep that fails is told and leaves the others alone. */
export async function sweepShop(parts: SweepParts, shop: Shop, { all = false } = {}): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { name, everyMs, run } of sweeps) {
    const now = parts.clock.now();
    // One of several processes runs it.
    const isMine = await parts.store.shops.claimSweep(shop.shop, name, { now, before: all ? now : now - everyMs });
    if (!isMine) continue;
    try {
      counts[name] = await run(parts, shop);
    } catch (error) {
      const detail = error instanceof Error ? `${name}: ${error.message}` : name;
      parts.log({ level: 'warn', event: 'sweep.failed', shop: shop.shop, detail: name, error });
      await parts.store.notices.tell({ shop: shop.shop, code: 'sweep_failed', detail }, now);
      await parts.store.shops.sweepAgain(shop.shop, name);
      // What cannot reach the shop now cannot a moment later.
      return counts;
    }
  }
  await parts.store.notices.clear(shop.shop, 'sweep_failed');
  return counts;
}

/** (a) Orders that changed since the cursor, whatever became of their deliveries. Answers how many are looked at. */
async function lookAtUpdated(parts: SweepParts, { shop, sweptTo }: Shop): Promise<number> {
  const { clock, store } = parts;
  const startedAt = clock.now();
  const { looks, newest } = await markUpdated(parts, shop, Math.max(sweptTo - overlapMs, startedAt - windowMs));
  await store.shops.sweptTo(shop, Math.min(newest ?? startedAt, startedAt - indexLagMs));
  return looks;
}

/** Asks for a look at every order with our gateway that changed since. */
export async function markUpdated(
  { adminOf, store, policy, clock }: SweepParts,
  shop: string,
  since: number,
): Promise<{ readonly looks: number; readonly newest: number | null }> {
  const admin = await adminOf(shop);
  let after: string | null = null;
  let looks = 0;
  let newest: number | null = null;
  do {
    const page = await admin.ordersUpdated({ since: new Date(since).toISOString(), after });
    // By the names and not by the search, which knows neither widths nor translations of them.
    const ours = page.orders.filter(({ gatewayNames }) => matchesGateway(gatewayNames, policy.gatewayNames));
    await store.due.mark(
      shop,
      ours.map(({ gid }) => gid),
      clock.now(),
    );
    looks += ours.length;
    for (const { updatedAt } of page.orders) newest = Math.max(newest ?? 0, Date.parse(updatedAt));
    after = page.next;
  } while (after !== null);
  return { looks, newest };
}

/** (b) Every order of ours that is not over. */
async function lookAtOpen(parts: SweepParts, { shop }: Shop): Promise<number> {
  return spread(parts, shop, await parts.store.orders.openGids(shop));
}

/** (c) Holds that outlived their reason. */
async function lookAtOldHolds(parts: SweepParts, { shop }: Shop): Promise<number> {
  return spread(parts, shop, await parts.store.orders.gidsHeldSince(shop, parts.clock.now() - oldHoldMs));
}

async function spread({ store, clock }: SweepParts, shop: string, gids: readonly string[]): Promise<number> {
  await store.due.markSpread(shop, gids, { at: clock.now(), spreadMs });
  return gids.length;
}

/** (d) Subscriptions, scopes and token; and what is kept no longer than it may be. */
async function upkeep({ adminOf, store, clock, webhookUri, log }: SweepParts, { shop }: Shop): Promise<number> {
  const admin = await adminOf(shop);
  const { scopes } = await admin.self();
  const missing = missingScopes(scopes);
  if (missing.length === 0) await store.notices.clear(shop, 'scopes_missing');
  else await store.notices.tell({ shop, code: 'scopes_missing', detail: missing.join(', ') }, clock.now());
  await store.inbox.purge(clock.now() - keepInboxMs);
  if (webhookUri === null) return 0;
  const { created, mended } = await admin.ensureSubscriptions(webhookUri);
  if (created.length + mended.length > 0)
    log({ level: 'info', event: 'subscriptions.mended', shop, detail: [...created, ...mended].join(', ') });
  return created.length + mended.length;
}

/**
 * (e) A shop that took the app away, or whose token was refused, and is heard of again: it goes on from
 * where it stopped. Answers whether it is back.
 */
export async function tryReturn(parts: SweepParts, { shop }: Shop): Promise<boolean> {
  const { store, adminOf, clock } = parts;
  const now = clock.now();
  if (!(await store.shops.claimSweep(shop, 'return', { now, before: now - hourMs }))) return false;
  try {
    await (await adminOf(shop)).self();
  } catch {
    return false;
  }
  await installShop(parts, shop);
  return true;
}

export async function installShop({ store, clock, log }: Pick<RunParts, 'store' | 'clock' | 'log'>, shop: string): Promise<void> {
  const before = await store.shops.install(shop, { now: clock.now(), backMs: windowMs });
  await store.notices.clear(shop, 'needs_reauth');
  if (before !== 'active') log({ level: 'info', event: 'shop.installed', shop, detail: before });
}
