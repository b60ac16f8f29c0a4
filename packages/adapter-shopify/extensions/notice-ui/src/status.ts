// What the adapter answers about one order, and how long to go on asking.

/** The adapter's answer. It tells no amount and no name: the token says whose shop it is, not whose order. */
export type OrderNotice = {
  readonly state: string;
  /** `YYYY-MM-DD`; null until the invoice is out. */
  readonly dueOn: string | null;
  readonly message: { readonly ja: string; readonly en: string };
};

/** `pending`: the adapter has not looked at the order yet. `none`: paid in another way, or no answer. */
export type Answer = { readonly kind: 'notice'; readonly notice: OrderNotice } | { readonly kind: 'pending' } | { readonly kind: 'none' };

export type Asking = {
  readonly adapterUrl: string;
  readonly orderId: string;
  /** Shopify's session token; a new one for every request, because each is good for a minute only. */
  readonly sessionToken: () => Promise<string>;
};

const digits = /(\d+)(?:\?.*)?$/;

/** Asks the adapter once. What goes wrong shows nothing: a buyer who has just ordered needs no error. */
export async function ask({ adapterUrl, orderId, sessionToken }: Asking): Promise<Answer> {
  const order = digits.exec(orderId)?.[1];
  if (order === undefined || !adapterUrl.startsWith('https://')) return { kind: 'none' };
  try {
    const url = new URL('shopify/ext/status', adapterUrl.endsWith('/') ? adapterUrl : `${adapterUrl}/`);
    url.searchParams.set('order', `gid://shopify/Order/${order}`);
    const response = await fetch(url.href, { headers: { authorization: `Bearer ${await sessionToken()}` } });
    if (response.status === 202) return { kind: 'pending' };
    if (response.status !== 200) return { kind: 'none' };
    const notice: unknown = await response.json();
    return isNotice(notice) ? { kind: 'notice', notice } : { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}

function isNotice(value: unknown): value is OrderNotice {
  if (typeof value !== 'object' || value === null) return false;
  const { state, dueOn, message } = value as Partial<Record<keyof OrderNotice, unknown>>;
  return typeof state === 'string' && (dueOn === null || typeof dueOn === 'string') && isMessage(message);
}

function isMessage(value: unknown): boolean {
  const { ja, en } = (value ?? {}) as { readonly ja?: unknown; readonly en?: unknown };
  return typeof ja === 'string' && typeof en === 'string';
}

/** Milliseconds between one question and the next: the decision comes within seconds, a person's later. */
export const waitsMs: readonly number[] = [2_000, 2_000, 3_000, 5_000, 10_000, 15_000, 30_000];

const open = new Set(['unregistered', 'screening']);

/** Whether the answer may still change while the buyer looks at the page. */
export function mayChange(answer: Answer): boolean {
  return answer.kind === 'pending' || (answer.kind === 'notice' && open.has(answer.notice.state));
}

/** Whether one of the shop's manual payment methods was chosen, of which ours is one. */
export function isManualPayment(options: readonly { readonly type: string }[]): boolean {
  return options.some(({ type }) => type === 'manualPayment');
}
