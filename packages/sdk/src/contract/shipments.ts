import * as z from 'zod/mini';
import { InvoiceId, OrderId, ShipmentId, byId } from './ids.ts';
import { PrintData } from './invoice-fields.ts';
import { operation } from './operation.ts';
import { Instant, listOf, LocalDate, named, oneOf, text, Yen } from './primitives.ts';
import { Warning } from './warnings.ts';

/** The carriers and what each may carry (AD-09, AD-10). */
export const carrierServices = {
  yamato: ['parcel', 'nekopos', 'compact'],
  sagawa: ['parcel'],
  japan_post: ['yupack', 'yupacket', 'registered', 'letterpack'],
  ecohai: ['parcel'],
  fukuyama: ['parcel'],
  seino: ['parcel'],
  seino_express: ['parcel'],
  nittsu: ['parcel'],
  meitetsu: ['parcel'],
  shinshu_meitetsu: ['parcel'],
  niigata: ['parcel'],
  tonami: ['parcel'],
  toll_express: ['parcel'],
  okawa: ['parcel'],
  plus_service: ['parcel'],
} as const;

export type Carrier = keyof typeof carrierServices;

export const shipmentStatuses = ['slip_registered', 'in_transit', 'delivered', 'exception', 'returned', 'superseded', 'voided'] as const;

const ShippedItem = z.strictObject({ itemIndex: z.int().check(z.minimum(0)), quantity: z.int().check(z.minimum(1)) });

const slip = {
  /** A slug of `carrierServices`. */
  carrier: text(60),
  serviceLevel: text(60),
  /** 送り状番号; dashes and full-width digits are folded. */
  slipNo: text(60),
  shippedAt: Instant,
};

export const RegisterShipment = named(
  'RegisterShipment',
  z.strictObject({
    ...slip,
    /** What is in the parcel; everything not shipped yet unless told. `itemIndex` counts from 0. */
    items: z.optional(listOf(ShippedItem, 100)),
    /** Which of the order's `shipTo`, from 0. */
    shipToIndex: z.optional(z.int().check(z.minimum(0), z.maximum(19))),
  }),
);

export const ReplaceSlip = named(
  'ReplaceSlip',
  z.strictObject({
    carrier: z.optional(slip.carrier),
    serviceLevel: z.optional(slip.serviceLevel),
    slipNo: slip.slipNo,
    shippedAt: z.optional(slip.shippedAt),
  }),
);

export const VoidShipment = named('VoidShipment', z.strictObject({ reason: z.optional(text(200)) }));

export const Shipment = named(
  'Shipment',
  z.object({
    id: ShipmentId,
    orderId: OrderId,
    status: oneOf(shipmentStatuses),
    carrier: z.string(),
    serviceLevel: z.string(),
    slipNo: z.string(),
    shippedAt: Instant,
    registeredAt: Instant,
    deliveredAt: z.nullable(Instant),
    deliveredOn: z.nullable(LocalDate),
    shipToIndex: z.nullable(z.int()),
    items: z.array(z.object({ itemIndex: z.int(), quantity: z.int() })),
    /** Yen with tax of what is in the parcel. */
    amount: Yen,
    warnings: z.array(Warning),
    supersedes: z.nullable(z.string()),
    supersededBy: z.nullable(z.string()),
    invoiceId: z.nullable(InvoiceId),
    /** With a bundled invoice: what to print and put into the parcel (SF-19, AD-08). */
    printData: z.optional(PrintData),
  }),
);

const shipmentReply = { schema: Shipment, description: { ja: '出荷', en: 'The shipment' } };

const slipCodes = [
  'order_not_found',
  'not_found',
  'not_approved',
  'carrier_not_allowed',
  'service_not_allowed',
  'slip_format',
  'slip_check_digit',
  'illegal_transition',
] as const;

export const registerShipment = operation({
  id: 'shipments.register',
  method: 'POST',
  path: '/v1/orders/:id/shipments',
  summary: { ja: '送り状番号を登録する(立替の条件)', en: 'Register the slip of a shipment' },
  access: ['sk'],
  scope: 'shipments:write',
  idempotency: 'required',
  params: byId(OrderId),
  body: RegisterShipment,
  replies: { 201: shipmentReply },
  codes: slipCodes,
});

export const replaceSlip = operation({
  id: 'shipments.replaceSlip',
  method: 'PATCH',
  path: '/v1/shipments/:id',
  summary: { ja: '再送のため送り状番号を差し替える(請求額は変わらない)', en: 'Reship under a new slip at the same amount' },
  access: ['sk'],
  scope: 'shipments:write',
  idempotency: 'required',
  params: byId(ShipmentId),
  body: ReplaceSlip,
  replies: { 200: shipmentReply },
  codes: slipCodes,
});

export const voidShipment = operation({
  id: 'shipments.void',
  method: 'POST',
  path: '/v1/shipments/:id/void',
  summary: { ja: '請求書の発行前に出荷登録を取り消す', en: 'Void a shipment whose invoice is not issued yet' },
  access: ['sk'],
  scope: 'shipments:write',
  idempotency: 'required',
  params: byId(ShipmentId),
  body: VoidShipment,
  replies: { 200: shipmentReply },
  codes: ['not_found', 'illegal_transition'],
});

export type RegisterShipment = z.infer<typeof RegisterShipment>;
export type ReplaceSlip = z.infer<typeof ReplaceSlip>;
export type VoidShipment = z.infer<typeof VoidShipment>;
export type Shipment = z.infer<typeof Shipment>;
export type ShipmentStatus = (typeof shipmentStatuses)[number];
