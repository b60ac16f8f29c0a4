import { adminOf, staticToken } from '../../outbound/index.ts';
import { createFakeShop, createHandClock, type FakeShopOptions, type OrderWish } from '../index.ts';

/** What shows that the fake keeps a rule. */
export type Proofs = Readonly<Record<string, () => Promise<void>>>;

export const handle = 'atobarai-screening';

export async function openShop(settings: FakeShopOptions['settings'] = {}) {
  const clock = createHandClock(undefined, { skipsWaits: true });
  const shop = createFakeShop({ clock, settings });
  const token = shop.tokens.newStaticToken();
  const admin = await adminOf({ tokens: staticToken(token), clock, fetch: shop.fetch, random: () => 0 })(shop.domain);
  const ask = async (query: string, variables: unknown = {}): Promise<{ status: number; retryAfter: string | null; body: Answer }> => {
    const response = await shop.fetch(`https://${shop.domain}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'X-Shopify-Access-Token': token },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: (await response.json()) as Answer };
  };
  const routed = (wish?: OrderWish) => {
    const gid = shop.placeOrder(wish);
    shop.staff.route(gid);
    return gid;
  };
  const holdOf = (gid: string) => ({ fulfillmentOrderGid: shop.order(gid)!.fulfillmentOrders[0]!.gid, handle, notes: '審査中' });
  return { clock, shop, admin, ask, routed, holdOf };
}

type Answer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly cost: Record<string, unknown> };
};

export const pay = 'mutation($id: ID!) { orderMarkAsPaid(input: { id: $id }) { userErrors { message } } }';
