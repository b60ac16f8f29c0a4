import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthorizationRequest, QuoteRequest } from '@atobarai/sdk/contract';
import { addressToFix, authorizationFor, conditions, phoneToFix, quoteFor } from './conditions.ts';

// A server for the widget's tests, at /shop/<scenario>/v1/checkout/… . It decides by the buyer's e-mail like the
// sandbox, and a scenario makes it misbehave.

type Reply =
  | { readonly status: number; readonly body: unknown; readonly afterMs?: number; readonly retryAfter?: number }
  | 'never'
  | 'hang up';
type Asked = { readonly scenario: string; readonly call: string; readonly body: unknown };

/** As the server answers pages of other origins. */
const fromAnyPage = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, accept-language, idempotency-key',
  'access-control-expose-headers': 'Retry-After',
};

const mismatch: Reply = { status: 422, body: { code: 'amount_mismatch', detail: 'The amount is not the sum of the items.' } };
const tooMany: Reply = { status: 429, retryAfter: 30, body: { code: 'rate_limited', detail: 'Wait for the seconds of Retry-After.' } };

/** Every request so far, for tests that count them. */
const seen: { scenario: string; call: string; body: unknown; headers: IncomingMessage['headers'] }[] = [];

/** Answers what is the widget's, and nothing else. */
export async function scriptedShop(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, scenario, call] = /^\/shop\/([^/]+)\/v1\/checkout\/(\w+)/.exec(request.url ?? '') ?? [];
  if (!scenario || !call) return false;
  if (request.method === 'OPTIONS') {
    response.writeHead(204, fromAnyPage).end();
    return true;
  }
  const body = await jsonOf(request);
  if (call === 'seen') {
    send(response, { status: 200, body: seen.filter((one) => one.scenario === scenario) });
    return true;
  }
  seen.push({ scenario, call, body, headers: request.headers });
  const reply = hostile(scenario, replyTo({ scenario, call, body }));
  if (reply === 'hang up') request.socket.destroy();
  else if (reply !== 'never') setTimeout(send, reply.afterMs ?? 0, response, reply);
  return true;
}

function send(response: ServerResponse, { status, body, retryAfter }: Exclude<Reply, string>): void {
  if (response.destroyed) return;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, { 'content-type': type, ...fromAnyPage }).end(JSON.stringify(body));
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

const count = (asked: Pick<Asked, 'scenario' | 'call'>) =>
  seen.filter((one) => one.scenario === asked.scenario && one.call === asked.call).length;

function replyTo(asked: Asked): Reply {
  if (asked.call === 'config') return configReply(asked);
  if (asked.body === undefined) return { status: 400, body: { code: 'malformed_body', detail: 'There is no body.' } };
  if (asked.call === 'quotes') return quoteReply(asked, asked.body as QuoteRequest);
  return authorizationReply(asked, asked.body as AuthorizationRequest);
}

const markup = '<img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>';

/** In the scenario `markup` every text of an answer brings some along. */
function hostile(scenario: string, reply: Reply): Reply {
  if (scenario !== 'markup' || typeof reply === 'string') return reply;
  const textual = /^(ja|en|displayName|line1|city)$/;
  const body: unknown = JSON.parse(JSON.stringify(reply.body), (key, value: unknown) =>
    textual.test(key) && typeof value === 'string' ? `${value}${markup}` : value,
  );
  return { ...reply, body };
}

function configReply({ scenario }: Asked): Reply {
  if (scenario === 'loading') return 'never';
  if (scenario === 'wrong-key') {
    return { status: 401, body: { code: 'unauthorized', detail: 'The key is not known. Copy it from the console.' } };
  }
  if (scenario === 'offline') return 'hang up';
  return { status: 200, body: scenario === 'free' ? { ...conditions, buyerFee: 0, mode: 'live' } : conditions };
}

function quoteReply({ scenario }: Asked, { amount, items = [], shipToCountry, buyerToken }: QuoteRequest): Reply {
  const total = items.reduce((sum, item) => sum + item.quantity * item.unitPrice, 0);
  const yen = amount ?? total;
  if (items.length > 0 && yen !== total) return mismatch;
  if (scenario === 'quotes-pending') return 'never';
  if (scenario === 'busy') return tooMany;
  if (scenario.startsWith('offline-once') && count({ scenario, call: 'quotes' }) <= 3) return { status: 503, body: {} };
  const reason =
    shipToCountry === undefined
      ? yen > 54_670
        ? 'amount_over_limit'
        : yen < 100 || scenario === 'unavailable' || items.some(({ category }) => category === 'gift_card')
          ? 'unavailable'
          : null
      : 'overseas_not_supported';
  const changes = {
    available: reason === null,
    reason,
    remaining: buyerToken ? 32_100 : null,
    ...(scenario === 'free' ? { buyerFee: 0, billedAmount: yen } : {}),
  } as const;
  // A quote that the shopper has left behind arrives last.
  return { status: 200, body: quoteFor(yen, changes), afterMs: scenario.startsWith('late-quotes') && yen === 1_000 ? 600 : 0 };
}

const replies: Readonly<Record<string, (amount: number, asked: Asked) => Reply>> = {
  reject: (amount) => ({
    status: 201,
    body: authorizationFor(amount, { decision: 'rejected', authorizationToken: null, expiresAt: null }),
  }),
  review: (amount) => ({ status: 201, body: authorizationFor(amount, { decision: 'manual_review' }) }),
  slow: () => 'never',
  error: () => 'hang up',
  'wrong-phone': () => ({
    status: 422,
    body: {
      code: 'phone_invalid',
      detail: '',
      fields: [{ path: 'buyer.phone', code: 'phone_invalid', message: '電話番号の桁数をご確認ください。' }],
    },
  }),
  'wrong-item': () => ({
    status: 422,
    body: { code: 'item_name', detail: 'The name is empty.', fields: [{ path: 'items[0].name', code: 'item_name', message: '' }] },
  }),
};

function authorizationReply(asked: Asked, { amount, buyer }: AuthorizationRequest): Reply {
  const [who = ''] = (buyer.email ?? '').split('@');
  const held = { decision: 'on_hold', authorizationToken: null, expiresAt: null } as const;
  if (who === 'hold-phone' && buyer.phone !== '090-1234-5678') {
    return { status: 201, body: authorizationFor(amount, { ...held, fields: [phoneToFix] }) };
  }
  if (who === 'hold-address' && buyer.address.city !== '渋谷区') {
    return { status: 201, body: authorizationFor(amount, { ...held, fields: [addressToFix] }) };
  }
  const number = count(asked);
  return replies[who]?.(amount, asked) ?? { status: 201, body: authorizationFor(amount, { authorizationToken: `auz_${number}` }) };
}
