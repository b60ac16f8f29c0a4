import { createClient, isAtobaraiError } from '@atobarai/sdk';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { nodeTransport } from '@atobarai/sdk/node';
import { embeddedServer, exampleOf } from '@atobarai/sdk/testing';
import { verifyWebhook } from '@atobarai/sdk/webhooks';

const { apiKey, baseUrl, delivery, secret } = JSON.parse(process.env.SAMPLE);
const transport = nodeTransport();
const answers = [];
for (const client of [createClient({ apiKey, baseUrl }), createClient({ apiKey, baseUrl, transport })]) {
  const order = await client.orders.register(exampleOf(RegisterOrder));
  const refused = await client.orders.get('ord_0000000000000000000000').catch((error) => error);
  answers.push([order.status, isAtobaraiError(refused), refused.code]);
}
await transport.close();

const event = await verifyWebhook(delivery.body, delivery.headers, secret);
const missing = await embeddedServer().catch((error) => error);
console.log(JSON.stringify({ answers, event: event.type, withoutServer: missing.code }));
