import { registerShipment, replaceSlip, voidShipment } from './calls.gen.ts';
import type { RegisterShipment, ReplaceSlip, Shipment, VoidShipment } from '../contract/shipments.ts';
import type { CallOptions } from './options.ts';
import type { Connection } from './connection.ts';

/**
 * Shipments: the slip number is what the invoice and the advance payment wait for.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 *
 * export const shipped = (orderId: string, slipNo: string) =>
 *   client.shipments.register(orderId, { carrier: 'yamato', serviceLevel: 'parcel', slipNo, shippedAt: new Date().toISOString() });
 * ```
 */
export type Shipments = {
  /**
   * Registers the slip of an approved order; without `items` it is everything not shipped yet.
   *
   * @throws {@link RequestError} `carrier_not_allowed`, `service_not_allowed`, `slip_format`, `slip_check_digit`
   * @throws {@link ConflictError} `not_approved` when the order must not be shipped
   */
  readonly register: (orderId: string, shipment: RegisterShipment, options?: CallOptions) => Promise<Shipment>;
  /**
   * Reships under a new slip at the same amount, also what a carrier brought back; the invoice stays.
   *
   * @throws {@link ConflictError} `not_approved` when the order must not be shipped any more, `illegal_transition` when the parcel was delivered
   */
  readonly replaceSlip: (id: string, slip: ReplaceSlip, options?: CallOptions) => Promise<Shipment>;
  /**
   * Voids a shipment whose invoice is not issued yet.
   *
   * @throws {@link ConflictError} `illegal_transition`
   */
  readonly void: (id: string, reason?: VoidShipment, options?: CallOptions) => Promise<Shipment>;
};

export function shipmentsOf({ call }: Connection): Shipments {
  return {
    register: (id, body, options) => call(registerShipment, { params: { id }, body }, options),
    replaceSlip: (id, body, options) => call(replaceSlip, { params: { id }, body }, options),
    void: (id, body = {}, options) => call(voidShipment, { params: { id }, body }, options),
  };
}
