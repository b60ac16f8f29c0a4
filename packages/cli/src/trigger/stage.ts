import { randomInt } from 'node:crypto';
import {
  type Client,
  type Event,
  type EventType,
  type Invoice,
  isAtobaraiError,
  type OperatorClient,
  type OrderSummary,
  type RegisterOrder,
  type RegisterShipment,
  type Shipment,
} from '@atobarai/sdk';
import { CommandError, exitCodes } from '../model.ts';

/** What a recipe works with. */
export type Stage = {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** Made only by those who need it, because it needs another key. */
  readonly operator: () => Promise<OperatorClient>;
};

/** The ids of what was made on the way. */
export type Made = {
  readonly orderId?: string;
  readonly shipmentId?: string;
  readonly invoiceId?: string;
  readonly payoutId?: string;
  readonly importId?: string;
};

/** Digits by chance: a buyer of one's own, so that a limit reached by one trigger does not stop the next. */
function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** Yen with tax. */
const usualAmount = 5_500;

const kana = ['アオキ', 'イノウエ', 'ウエダ', 'エンドウ', 'オカダ', 'カトウ', 'キムラ', 'クドウ', 'コバヤシ', 'サトウ'];

/** Registers an order by one of the sandbox's magic buyers. */
export async function register(stage: Stage, buyer = 'approve', amount = usualAmount): Promise<OrderSummary> {
  return stage.client.orders.register(await newOrder(stage, buyer, amount), { signal: stage.signal });
}

export async function newOrder({ client, signal }: Stage, buyer: string, amount = usualAmount): Promise<RegisterOrder> {
  const { today, now } = await client.sandbox.clock({ signal });
  return {
    shopOrderId: `TRIGGER-${digits(12)}`,
    orderDate: today,
    channel: 'ec',
    billedAmount: amount,
    items: itemsOf(amount),
    buyer: {
      kind: 'consumer',
      name: '見本 太郎',
      nameKana: `${kana[randomInt(kana.length)]} タロウ`,
      postalCode: '100-0001',
      address: { prefecture: '東京都', city: '千代田区', line1: `千代田1-${randomInt(1, 99)}-${randomInt(1, 99)}` },
      phone: `090-${randomInt(1_000, 10_000)}-${digits(4)}`,
      email: `${buyer}@example.jp`,
    },
    consent: { termsVersion: '2026-04', acceptedAt: now, method: 'web' },
  };
}

export function itemsOf(amount: number): RegisterOrder['items'] {
  return [{ name: '見本の品', quantity: 1, unitPrice: amount, taxRate: 10 }];
}

/** Twelve digits with Yamato's check digit: the rest of a division by 7. */
export function slipNumber(): string {
  const body = `5${digits(10)}`;
  return `${body}${Number(body) % 7}`;
}

export async function ship({ client, signal }: Stage, orderId: string, items?: RegisterShipment['items']): Promise<Shipment> {
  const { now } = await client.sandbox.clock({ signal });
  return client.shipments.register(
    orderId,
    { carrier: 'yamato', serviceLevel: 'parcel', slipNo: slipNumber(), shippedAt: now, items },
    { signal },
  );
}

export type Shipped = { readonly orderId: string; readonly shipmentId: string };

export async function shipped(stage: Stage, amount = usualAmount): Promise<Shipped> {
  const { id: orderId } = await register(stage, 'approve', amount);
  const { id: shipmentId } = await ship(stage, orderId);
  return { orderId, shipmentId };
}

export async function delivered(stage: Stage, amount = usualAmount): Promise<Shipped> {
  const made = await shipped(stage, amount);
  await stage.client.sandbox.deliver({ shipmentId: made.shipmentId, outcome: 'delivered' }, { signal: stage.signal });
  return made;
}

export type Invoiced = Shipped & { readonly invoiceId: string };

/** Ships, and moves the clock to where the invoice goes out. */
export async function invoiced(stage: Stage, { isDelivered = false } = {}): Promise<Invoiced> {
  const made = isDelivered ? await delivered(stage) : await shipped(stage);
  await advanceUntil(stage, 'invoicing.issue', async () => (await invoiceOf(stage, made.orderId)).issuedOn !== null);
  return { ...made, invoiceId: (await invoiceOf(stage, made.orderId)).id };
}

export async function invoiceOf({ client, signal }: Stage, orderId: string): Promise<Invoice> {
  const [invoice] = (await client.orders.get(orderId, { signal })).invoices;
  if (invoice) return invoice;
  throw new Error(`the order ${orderId} has no invoice`);
}

/** Pays what is owed: reported by the till, then settled. */
export async function pay({ client, signal }: Stage, invoiceId: string): Promise<void> {
  await client.sandbox.payAtKonbini({ invoiceId, stage: 'sokuho' }, { signal });
  await client.sandbox.payAtKonbini({ invoiceId, stage: 'kakuho' }, { signal });
}

const mostSteps = 60;

/**
 * Moves the clock from one time a task is due to the next until it has happened. It moves for every
 * shop of the sandbox, so that the first time may be about somebody else's order.
 */
export async function advanceUntil({ client, signal }: Stage, task: string, hasHappened: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    if (await hasHappened()) return;
    await advanceToNext(client, task, signal);
  }
  throw new CommandError('did_not_happen', exitCodes.failed, {
    ja: `時計を ${mostSteps} 回進めましたが、起きませんでした(${task})。`,
    en: `It did not happen although the clock was moved on ${mostSteps} times (${task}).`,
  });
}

async function advanceToNext(client: Client, task: string, signal: AbortSignal): Promise<void> {
  try {
    await client.sandbox.advance({ toNext: task }, { signal });
  } catch (error) {
    // Nothing of the kind is due within a year: a day more, and it may be.
    if (!isAtobaraiError(error) || error.code !== 'not_found') throw error;
    await client.sandbox.advance({ days: 1 }, { signal });
  }
}

/** The last event of a type, of one thing or of any. */
export async function lastEvent({ client, signal }: Stage, type: EventType, resourceId?: string): Promise<Event | undefined> {
  const query = { type, limit: 1, ...(resourceId === undefined ? {} : { resourceId }) };
  const { data } = await client.events.list(query, { signal }).page();
  return data[0];
}

/** Moves the clock until there is an event of the type that was not there before. */
export async function advanceUntilEvent(stage: Stage, task: string, type: EventType): Promise<Event> {
  const before = (await lastEvent(stage, type))?.id;
  let found: Event | undefined;
  await advanceUntil(stage, task, async () => {
    const last = await lastEvent(stage, type);
    found = last?.id === before ? undefined : last;
    return found !== undefined;
  });
  if (!found) throw new Error(`${type} is missing`);
  return found;
}
