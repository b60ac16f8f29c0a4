const { createClient } = require('@atobarai/sdk');
const { contractHandlers, embeddedServer, exampleEvent, signWebhook } = require('@atobarai/sdk/testing');
const { createWebhookSecret, verifyWebhook } = require('@atobarai/sdk/webhooks');
const { setupServer } = require('msw/node');

async function main() {
  const { apiKey, order: body } = JSON.parse(process.env.SAMPLE);
  const network = setupServer(...contractHandlers({ baseUrl: 'https://atobarai.test' }));
  network.listen();
  const order = await createClient({ apiKey, baseUrl: 'https://atobarai.test' }).orders.register(body);
  network.close();

  const secret = createWebhookSecret();
  const { body: text, headers } = await signWebhook(exampleEvent('invoice.paid'), secret);
  const event = await verifyWebhook(text, headers, secret);
  const missing = await embeddedServer().catch((error) => error);
  console.log(JSON.stringify({ answers: [order.status], event: event.type, withoutServer: missing.code }));
}

main();
