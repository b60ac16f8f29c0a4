import type { Client } from '@atobarai/sdk';
import type { OrderState } from '../reconcile/model.ts';
import type { Clock } from '../reconcile/ports.ts';
import type { ShopifyStore } from '../store/index.ts';
import { orderGidOf } from '../translate/index.ts';
import { refusal, type Words } from './answer.ts';
import { shopOfSessionToken } from './session-token.ts';

/** What the thank-you page asks: how the screening stands, and when to pay. */
export type StatusParts = {
  readonly store: ShopifyStore;
  readonly client: Client;
  readonly clock: Clock;
  readonly clientId: string;
  readonly secrets: readonly string[];
};

// The page is served by Shopify from domains of its own and proves itself by its token, not by its origin.
const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization', 'cache-control': 'no-store' };

/** Never tells why somebody was rejected: the buyer hears that from the shop. */
const messages: Readonly<Record<'waiting' | 'approved' | 'rejected' | 'cancelled', Words>> = {
  waiting: {
    ja: '後払いの審査を行っています。結果はショップからご案内します。',
    en: 'Your deferred payment is being reviewed. The shop will tell you the result.',
  },
  approved: {
    ja: '後払いでのお支払いを承りました。商品とは別に請求書をお送りします。',
    en: 'Your deferred payment is accepted. The invoice comes separately from the goods.',
  },
  rejected: {
    ja: '今回は後払いをご利用いただけません。お支払方法についてショップからご連絡します。',
    en: 'Deferred payment is not available for this order. The shop will contact you about another way to pay.',
  },
  cancelled: { ja: 'このご注文の後払いは取り消されました。', en: 'The deferred payment of this order was cancelled.' },
};

const messageOf: Readonly<Partial<Record<OrderState, Words>>> = {
  approved: messages.approved,
  rejected: messages.rejected,
  expired: messages.cancelled,
  cancelled: messages.cancelled,
};

/** `GET /shopify/ext/status?order=<gid or digits>` with the page's session token. */
export async function answerStatus(request: Request, parts: StatusParts): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors });
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const shop = shopOfSessionToken(token, { secrets: parts.secrets, clientId: parts.clientId, nowMs: parts.clock.now() });
  if (shop === null)
    return withCors(refusal(401, 'session_token_invalid', { ja: 'セッショントークンが無効です。', en: 'The session token is not valid.' }));
  const gid = orderGidOf(new URL(request.url).searchParams.get('order') ?? '');
  if (gid === undefined)
    return withCors(
      refusal(400, 'order_missing', { ja: 'order に注文の ID を指定してください。', en: 'Pass the id of the order as order.' }),
    );
  return statusOf(shop, gid, parts);
}

async function statusOf(shop: string, gid: string, parts: StatusParts): Promise<Response> {
  const record = await parts.store.orders.load(shop, gid);
  // The page opens before the first delivery has come.
  if (record === null) return Response.json({ state: 'unknown', dueOn: null, message: messages.waiting }, { status: 202, headers: cors });
  if (record.state === 'not_ours') return Response.json({ state: 'not_ours' }, { headers: cors });
  const message = messageOf[record.state] ?? messages.waiting;
  return Response.json({ ...(await termsOf(record.atobaraiId, parts)), state: record.state, message }, { headers: cors });
}

// The token says whose shop it is and not whose order: what is told must do no harm in a stranger's hands.
type Terms = { readonly status: string | null; readonly dueOn: string | null };

/** A service that is away does not take the page down: what is known is shown. */
async function termsOf(atobaraiId: string | null, { client }: StatusParts): Promise<Terms> {
  const order = atobaraiId === null ? null : await client.orders.get(atobaraiId).catch(() => null);
  if (order === null) return { status: null, dueOn: null };
  const dueOn =
    order.invoices
      .flatMap((invoice) => invoice.dueOn ?? [])
      .sort()
      .at(-1) ?? null;
  return { status: order.status, dueOn };
}

function withCors(response: Response): Response {
  for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
  return response;
}
