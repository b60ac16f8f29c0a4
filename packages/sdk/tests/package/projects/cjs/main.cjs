const { createClient, isAtobaraiError, isRequestError, RequestError } = require('@atobarai/sdk');
const { problemMediaType, RegisterOrder } = require('@atobarai/sdk/contract');
const { nodeTransport } = require('@atobarai/sdk/node');
const { isWebhookVerificationError, verifyWebhook } = require('@atobarai/sdk/webhooks');

async function main() {
  const { apiKey, baseUrl, delivery, order: body, secret } = JSON.parse(process.env.SAMPLE);
  const transport = nodeTransport();
  const answers = [];
  let refused;
  for (const client of [createClient({ apiKey, baseUrl }), createClient({ apiKey, baseUrl, transport })]) {
    const order = await client.orders.register(body);
    refused = await client.orders.get('ord_0000000000000000000000').catch((error) => error);
    answers.push([order.status, isAtobaraiError(refused), refused.code]);
  }
  await transport.close();

  const event = await verifyWebhook(delivery.body, delivery.headers, secret);
  const forged = await verifyWebhook(`${delivery.body} `, delivery.headers, secret).catch((error) => error);

  // The other copy of the library, in the same process.
  const esm = await import('@atobarai/sdk');
  const esmWebhooks = await import('@atobarai/sdk/webhooks');
  const esmRefused = await esm
    .createClient({ apiKey, baseUrl })
    .orders.get('ord_0000000000000000000000')
    .catch((error) => error);
  const known = {
    sameClass: esm.RequestError === RequestError,
    cjsByEsm: [esm.isAtobaraiError(refused), esm.isRequestError(refused), esm.isServerError(refused)],
    esmByCjs: [isAtobaraiError(esmRefused), isRequestError(esmRefused)],
    forgedByEsm: [esm.isAtobaraiError(forged), esmWebhooks.isWebhookVerificationError(forged)],
    forgedByCjs: [isAtobaraiError(forged), isWebhookVerificationError(forged)],
  };
  const contract = [problemMediaType, typeof RegisterOrder];
  console.log(JSON.stringify({ answers, event: event.type, known, contract }));
}

main();
