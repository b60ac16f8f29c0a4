import { type Client, createClient, isAtobaraiError, type Order, type RegisterOrder } from '@atobarai/sdk';
import { type BodyOf, type OperationName, operations, type ReplyOf } from '@atobarai/sdk/contract';
import { nodeTransport, type NodeTransport } from '@atobarai/sdk/node';
import { contractHandlers, type EmbeddedServer, exampleOf, type MagicBuyerName } from '@atobarai/sdk/testing';
import { createWebhookHandler, type WebhookEventOf, type WebhookHandler } from '@atobarai/sdk/webhooks';

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What a package does not find of its types is `any`, and nobody is told. */
export const areAny: readonly false[] = [
  false satisfies IsAny<Client>,
  false satisfies IsAny<Order['buyer']>,
  false satisfies IsAny<RegisterOrder['items'][number]>,
  false satisfies IsAny<ReplyOf<typeof operations.getOrder>>,
  false satisfies IsAny<BodyOf<typeof operations.registerOrder>['channel']>,
  false satisfies IsAny<NodeTransport>,
  false satisfies IsAny<EmbeddedServer['handlers'][number]>,
  false satisfies IsAny<EmbeddedServer['handlers'][number]['info']>,
  false satisfies IsAny<WebhookEventOf<'order.approved'>['data']>,
];

export async function shipAllowed(order: RegisterOrder, apiKey: string): Promise<boolean> {
  const transport = nodeTransport({ connections: 2 });
  const client: Client = createClient({ apiKey, transport });
  try {
    return (await client.orders.register(order)).shipAllowed;
  } catch (error) {
    return isAtobaraiError(error) && error.fields.length === 0;
  } finally {
    await transport.close();
  }
}

export const handler: WebhookHandler = createWebhookHandler({
  secrets: ['whsec_'],
  seen: { claim: async () => 'claimed', done: async () => undefined, release: async () => undefined },
  on: { 'invoice.paid': async ({ data }) => console.log(data.amount satisfies number) },
});

export const names: readonly OperationName[] = ['getOrder'];
export const approved: MagicBuyerName = 'approve';
export const order: RegisterOrder = exampleOf(operations.registerOrder.body);
export const answered: number = contractHandlers({ overrides: { getOrder: { status: 'shipped' } } }).length;
