import type { Counter } from '../support/checkout.ts';
import type { Service } from '../support/service.ts';
import type { Catalogue, ShopClient, ShopOrder } from '../support/shop-client.ts';
import { until } from '../support/until.ts';

/** The shop in the test runner, and the true service beside it. */
export type AppShop = {
  readonly client: ShopClient;
  readonly catalogue: Catalogue;
  readonly counter: Counter;
  readonly service: Service;
};

/** Waits until the order's payment stands so. */
export function paymentIs({ client }: Pick<AppShop, 'client'>, id: string, status: string): Promise<ShopOrder> {
  return until(
    () => client.order(id),
    ({ payment_status: seen }) => seen === status,
  );
}
