import { type OrderRecord, type PaymentCollectionRecord, type PaymentRecord, type PaymentSessionRecord, present } from './order-record';

/** The deferred payment of an order. */
export type FoundPayment = {
  readonly collection: PaymentCollectionRecord;
  readonly session: PaymentSessionRecord;
  /** There once the service approved; absent while screening, and after a rejection. */
  readonly payment?: PaymentRecord;
};

/** Provider ids are `pp_atobarai_<id given in medusa-config>`. */
export function isOurProvider(providerId: string | null | undefined): boolean {
  return providerId === 'pp_atobarai' || (providerId?.startsWith('pp_atobarai_') ?? false);
}

/**
 * The deferred payment an order stands on today. An order edit cancels the payment and opens a new
 * collection, so an order can have several: the newest that is not cancelled counts.
 */
export function findPayment(order: Pick<OrderRecord, 'payment_collections'> | null | undefined): FoundPayment | undefined {
  const collections = present(order?.payment_collections)
    .filter(({ status }) => status !== 'canceled')
    .toSorted(newestFirst);
  for (const collection of collections) {
    const found = inCollection(collection);
    if (found) return found;
  }
  return undefined;
}

function inCollection(collection: PaymentCollectionRecord): FoundPayment | undefined {
  const sessions = present(collection.payment_sessions).filter(({ provider_id: id }) => isOurProvider(id));
  const [session] = sessions.toSorted((one, other) => liveFirst(one, other) || newestFirst(one, other));
  if (!session) return undefined;
  const payments = present(collection.payments).filter((each) => each.provider_id === session.provider_id && !each.canceled_at);
  const payment = payments.find((each) => each.payment_session_id === session.id) ?? payments.toSorted(newestFirst)[0];
  return payment ? { collection, session, payment } : { collection, session };
}

const over: ReadonlySet<string> = new Set(['canceled', 'error']);

function liveFirst(one: PaymentSessionRecord, other: PaymentSessionRecord): number {
  return Number(over.has(one.status ?? '')) - Number(over.has(other.status ?? ''));
}

type Dated = { readonly id: string; readonly created_at?: string | Date | null };

function newestFirst(one: Dated, other: Dated): number {
  // Ids of Medusa begin with their time, so they settle a draw.
  return timeOf(other) - timeOf(one) || (one.id < other.id ? 1 : -1);
}

function timeOf({ created_at: at }: Dated): number {
  const time = at ? new Date(at).getTime() : 0;
  return Number.isNaN(time) ? 0 : time;
}
