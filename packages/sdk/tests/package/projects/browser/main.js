import { createClient, isAtobaraiError } from '@atobarai/sdk';
import { magicBuyers } from '@atobarai/sdk/contract';
import { verifyWebhook } from '@atobarai/sdk/webhooks';

export async function main({ apiKey, baseUrl, delivery, order: body, secret }) {
  const client = createClient({ apiKey, baseUrl });
  const order = await client.orders.register({ ...body, buyer: { ...body.buyer, email: magicBuyers.approve } });
  const refused = await client.orders.get('ord_0000000000000000000000').catch((error) => error);
  const event = await verifyWebhook(delivery.body, delivery.headers, secret);
  return { answers: [[order.status, isAtobaraiError(refused), refused.code]], event: event.type };
}
