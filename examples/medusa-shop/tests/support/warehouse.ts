import type { ShopClient, ShopOrder } from './shop-client.ts';

/** Slip numbers whose last digit is right: the number in front modulo seven. */
let slipsSoFar = 0;
export function newSlip(): string {
  slipsSoFar += 1;
  const front = 40_001_234_000 + (process.pid % 1_000) * 100 + slipsSoFar;
  return `${front}${front % 7}`;
}

type Line = { readonly id: string; readonly quantity: number };

export type Parcel = {
  readonly fulfillmentId: string;
  /** Null: nobody has put a label on it. */
  readonly slip?: string | null;
  /** Everything of the order unless told. */
  readonly items?: readonly Line[];
};

const shown = (order: ShopOrder): Line[] => order.items.map(({ id, quantity }) => ({ id, quantity }));

/** Packs an order: Medusa's fulfilment. */
export async function pack({ asStaff, order }: ShopClient, { id }: { readonly id: string }, items?: readonly Line[]): Promise<string> {
  const before = await order(id);
  await asStaff('POST', `/orders/${id}/fulfillments`, { items: items ?? shown(before) });
  const known = new Set(before.fulfillments.map((fulfillment) => fulfillment.id));
  const made = (await order(id)).fulfillments.find((fulfillment) => !known.has(fulfillment.id));
  if (!made) throw new Error('No fulfilment was made.');
  return made.id;
}

/** Hands a parcel to the carrier; without a slip the label is left out. */
export async function ship({ asStaff, order }: ShopClient, { id }: { readonly id: string }, parcel: Parcel): Promise<void> {
  const { slip = newSlip(), fulfillmentId, items = shown(await order(id)) } = parcel;
  const labels = slip === null ? [] : [{ tracking_number: slip, tracking_url: '#', label_url: '#' }];
  await asStaff('POST', `/orders/${id}/fulfillments/${fulfillmentId}/shipments`, { items, labels });
}
