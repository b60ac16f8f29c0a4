import type { Metadata } from './order-record';

/** What the buyer agreed to at the checkout. */
export type ConsentRecord = { readonly terms_version: string; readonly accepted_at: string };

/** What we keep in a payment session. The first part is ours alone; the browser may send the second. */
export type SessionData = {
  readonly session_id: string | null;
  readonly atobarai: {
    /** Id of the order at the service, `ord_…`. */
    readonly order_id: string | null;
    readonly shop_order_id: string | null;
    /** Whole yen with tax that the service was asked for. */
    readonly amount: number | null;
    readonly status: string | null;
    /** Ids of Medusa's lines in the order they were registered in; null before that, and for orders of earlier versions. */
    readonly line_ids: readonly string[] | null;
  };
  readonly authorization_token: string | null;
  readonly consent: ConsentRecord | null;
};

/** Reads a session's data, whatever is in it: a browser may have sent any of it. */
export function sessionData(data: unknown): SessionData {
  const ours = part(data, 'atobarai');
  const amount = Reflect.get(ours, 'amount') as unknown;
  return {
    session_id: text(data, 'session_id'),
    atobarai: {
      order_id: text(ours, 'order_id'),
      shop_order_id: text(ours, 'shop_order_id'),
      amount: typeof amount === 'number' && Number.isFinite(amount) ? amount : null,
      status: text(ours, 'status'),
      line_ids: texts(ours, 'line_ids'),
    },
    ...fromBrowser(data),
  };
}

/** The lines of Medusa that the service has, by the indexes it has them with. */
export function registeredLines(data: unknown): SessionData['atobarai']['line_ids'] {
  return sessionData(data).atobarai.line_ids;
}

/** The only part of a session's data that the browser may bring. */
export function fromBrowser(data: unknown): Pick<SessionData, 'authorization_token' | 'consent'> {
  const token = text(data, 'authorization_token');
  return { authorization_token: token !== null && token.length <= 200 ? token : null, consent: consentIn(part(data, 'consent')) };
}

/** A shop without our widget may put the consent into the cart's metadata instead. */
export function consentOfMetadata(metadata: Metadata | null | undefined): ConsentRecord | null {
  return consentIn(part(metadata, 'atobarai_consent'));
}

function consentIn(given: object): ConsentRecord | null {
  const termsVersion = text(given, 'terms_version');
  const acceptedAt = text(given, 'accepted_at');
  if (termsVersion === null || termsVersion.length > 100 || acceptedAt === null) return null;
  const time = new Date(acceptedAt).getTime();
  return Number.isNaN(time) ? null : { terms_version: termsVersion, accepted_at: new Date(time).toISOString() };
}

function part(data: unknown, key: string): object {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
  return typeof value === 'object' && value !== null ? value : {};
}

function text(data: unknown, key: string): string | null {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(data: object, key: string): string[] | null {
  const value: unknown = Reflect.get(data, key);
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}
