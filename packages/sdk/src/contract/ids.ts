import * as z from 'zod/mini';

const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-z]{4,40}$`)));

export const OrderId = id('ord');
export const ShipmentId = id('shp');
export const InvoiceId = id('inv');
export const ReceiptId = id('pay');
export const PayoutId = id('po');
export const MerchantId = id('mer');
export const EventId = id('evt');
export const ImportId = id('imp');
export const ApiKeyId = id('key');
export const WebhookEndpointId = id('whe');
export const WebhookDeliveryId = id('whd');
export const OperatorActionId = id('act');
export const ParkedWorkId = id('prk');

/** Parameters of a path that names one thing. */
export const byId = <S extends z.ZodMiniType>(schema: S) => z.strictObject({ id: schema });

/** The shop's own number of an order: 1 to 40 of `0-9 A-Z a-z _ -`. */
export const ShopOrderId = z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[0-9A-Za-z_-]*$/));
