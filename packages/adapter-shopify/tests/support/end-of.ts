import type { OrderSummary } from '@atobarai/sdk';
import type { Stage } from './stage.ts';

export const hourMs = 3_600_000;

/** Every order at the service. */
export const registered = async ({ client }: Stage): Promise<readonly OrderSummary[]> => (await client.orders.list().page()).data;

/** Handles of the holds, by fulfilment order. */
export function holdsOn({ inShopify }: Stage, gid: string): (string | null)[][] {
  return inShopify(gid).fulfillmentOrders.map(({ holds }) => holds.map(({ handle }) => handle));
}

/** What a person, Shopify and the service see in the end. */
export async function endOf(stage: Stage, gid: string) {
  const { state, flags } = await stage.record(gid);
  const { status, billedAmount, shipments } = await stage.atService(gid);
  const { tags, transactions } = stage.inShopify(gid);
  const slips = shipments.filter((parcel) => parcel.status !== 'superseded').map((parcel) => parcel.slipNo);
  const paid = transactions.map((each) => each.status);
  return { state, flags, status, billedAmount, slips, tags: [...tags], holds: holdsOn(stage, gid), paid };
}
