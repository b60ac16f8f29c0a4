import { createRequire } from 'node:module';

// Medusa as its callers see it: the storefront with the publishable key, the staff's browser with a login.

const { staff } = createRequire(import.meta.url)('../../src/shop-data.js') as { staff: { email: string; password: string } };

export type Reply<T> = { readonly status: number; readonly body: T };

export type Session = {
  readonly id: string;
  readonly provider_id: string;
  readonly status: string;
  readonly data: Record<string, unknown>;
};

export type PaymentCollection = {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly payment_sessions: readonly Session[];
  readonly payments: readonly {
    readonly id: string;
    readonly amount: number;
    readonly captured_at: string | null;
    readonly canceled_at: string | null;
  }[];
};

export type Fulfillment = {
  readonly id: string;
  readonly shipped_at: string | null;
  readonly delivered_at: string | null;
  readonly canceled_at: string | null;
  readonly labels: readonly { readonly id: string; readonly tracking_number: string }[];
};

export type ShopOrder = {
  readonly id: string;
  readonly display_id: number;
  readonly status: string;
  readonly total: number;
  readonly payment_status: string;
  readonly fulfillment_status: string;
  readonly items: readonly { readonly id: string; readonly quantity: number; readonly title: string; readonly variant_id: string }[];
  readonly summary: { readonly pending_difference: number };
  readonly payment_collections: readonly PaymentCollection[];
  readonly fulfillments: readonly Fulfillment[];
};

export type Cart = {
  readonly id: string;
  readonly total: number;
  readonly completed_at: string | null;
  readonly items: readonly { readonly id: string; readonly quantity: number }[];
};

export type Completed = {
  readonly type: 'order' | 'cart';
  readonly order?: { readonly id: string; readonly display_id: number };
  readonly cart?: Cart;
  readonly error?: { readonly message: string; readonly type: string };
};

export type Catalogue = {
  readonly regionId: string;
  /** By SKU. */
  readonly variants: Readonly<Record<string, string>>;
  /** By the code of the option's type. */
  readonly shipping: Readonly<Record<string, string>>;
};

export type ShopClient = {
  readonly url: string;
  readonly store: <T>(method: string, path: string, body?: unknown) => Promise<Reply<T>>;
  readonly admin: <T>(method: string, path: string, body?: unknown) => Promise<Reply<T>>;
  /** A call whose answer must be good. */
  readonly asStaff: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  readonly asShopper: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  readonly order: (id: string) => Promise<ShopOrder>;
};

const orderFields = [
  '*items',
  'summary',
  'payment_status',
  'fulfillment_status',
  'total',
  'status',
  '*payment_collections',
  '*payment_collections.payment_sessions',
  '*payment_collections.payments',
  '*fulfillments',
  '*fulfillments.labels',
].join(',');

export function shopClient(url: string, publishableKey: string): ShopClient {
  let token: Promise<string> | undefined;
  const call = async <T>(method: string, path: string, { body, headers }: { body?: unknown; headers: Record<string, string> }) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) as T };
  };
  const login = async () => {
    const { body } = await call<{ token: string }>('POST', '/auth/user/emailpass', { body: staff, headers: {} });
    return body.token;
  };
  const store: ShopClient['store'] = (method, path, body) =>
    call(method, `/store${path}`, { body, headers: { 'x-publishable-api-key': publishableKey } });
  const admin: ShopClient['admin'] = async (method, path, body) => {
    token ??= login();
    return call(method, `/admin${path}`, { body, headers: { authorization: `Bearer ${await token}` } });
  };
  const asStaff: ShopClient['asStaff'] = async (method, path, body) => good(await admin(method, path, body), `${method} /admin${path}`);
  const asShopper: ShopClient['asShopper'] = async (method, path, body) => good(await store(method, path, body), `${method} /store${path}`);
  const order = async (id: string) => (await asStaff<{ order: ShopOrder }>('GET', `/orders/${id}?fields=${orderFields}`)).order;
  return { url, store, admin, asStaff, asShopper, order };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function good<T>({ status, body }: Reply<T>, what: string): T {
  if (status < 300) return body;
  throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
}

export async function catalogueOf({ asStaff }: ShopClient): Promise<Catalogue> {
  const { regions } = await asStaff<{ regions: { id: string }[] }>('GET', '/regions');
  const { variants } = await asStaff<{ variants: { id: string; sku: string }[] }>('GET', '/product-variants?fields=id,sku&limit=100');
  const { shipping_options: options } = await asStaff<{ shipping_options: { id: string; type: { code: string } }[] }>(
    'GET',
    '/shipping-options?fields=id,*type',
  );
  return {
    regionId: regions[0]?.id ?? '',
    variants: Object.fromEntries(variants.map(({ id, sku }) => [sku, id])),
    shipping: Object.fromEntries(options.map(({ id, type }) => [type.code, id])),
  };
}
