import { signWebhook } from '@atobarai/sdk/testing';
import type { IPaymentModuleService, PaymentDTO } from '@medusajs/framework/types';
import { describe, expect, it } from 'vitest';
import { type Shop, webhookSecret } from './support/shop';

type Around = {
  readonly shop: Shop;
  readonly service: () => IPaymentModuleService;
  readonly approved: () => Promise<PaymentDTO>;
};

/** The way by Medusa's own address, for shops that use it. */
export function coreWebhook({ shop, service, approved }: Around): void {
  const told = async (orderId: string, secret = webhookSecret) => {
    const event = {
      id: 'evt_0000000000000000000001',
      type: 'order.rejected',
      createdAt: new Date().toISOString(),
      mode: 'test',
      sequence: 2,
      resource: { type: 'order', id: orderId },
      data: {},
    } as const;
    const { body, headers } = await signWebhook(JSON.stringify(event), secret);
    const payload = { data: {}, rawData: Buffer.from(body), headers };
    return service().getWebhookActionAndData({ provider: 'atobarai_jp', payload });
  };
  const orderIdOf = ({ data }: PaymentDTO) => String((data as { atobarai: { order_id: string } }).atobarai.order_id);

  describe('webhooks by Medusa’s own address', () => {
    it('answers how the order stands now, not what the event says', async () => {
      const orderId = orderIdOf(await approved());
      const { shopOrderId, billedAmount } = await shop.client.orders.get(orderId);
      expect(await told(orderId)).toEqual({ action: 'authorized', data: { session_id: shopOrderId, amount: billedAmount } });
    });

    it('leaves alone what another secret has signed', async () => {
      const orderId = orderIdOf(await approved());
      expect(await told(orderId, 'whsec_eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=')).toEqual({ action: 'not_supported' });
    });
  });
}
