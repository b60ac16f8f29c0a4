import { createWebhookSecret, type SignOptions, signWebhook, type WebhookEvent, type WebhookEventOf } from './index.ts';

/** An order was approved; nobody lives there. */
export function approvedEvent(
  patch: Partial<Pick<WebhookEventOf<'order.approved'>, 'id' | 'sequence' | 'resource'>> = {},
): WebhookEventOf<'order.approved'> {
  return {
    id: 'evt_0000000000000000000001',
    type: 'order.approved',
    createdAt: '2026-11-20T10:00:00+09:00',
    mode: 'test',
    sequence: 1,
    resource: { type: 'order', id: 'ord_0000000000000000000001' },
    data: { shopOrderId: 'A-1001', status: 'approved', billedAmount: 5_500, reasons: [] },
    ...patch,
  };
}

export const secret = createWebhookSecret();
export const otherSecret = createWebhookSecret();

/** A delivery of an event, as a request that has just come in. */
export async function requestWith(event: WebhookEvent | string = approvedEvent(), options: SignOptions = {}): Promise<Request> {
  const { body, headers } = await signWebhook(event, secret, options);
  return new Request('http://shop.example/webhooks', { method: 'POST', body, headers });
}
