import { createClient, isAtobaraiError } from '@atobarai/sdk';
import { createWebhookHandler, inMemorySeen } from '@atobarai/sdk/webhooks';

const handled = [];

// oxlint-disable-next-line import/no-default-export -- This is how a worker at the edge is written.
export default {
  async fetch(request, { apiKey, baseUrl, secret }) {
    const { pathname } = new URL(request.url);
    if (pathname === '/webhooks') {
      const on = { 'order.approved': ({ type }) => void handled.push(type) };
      return createWebhookHandler({ secrets: secret, seen: inMemorySeen(), on })(request);
    }
    const client = createClient({ apiKey, baseUrl });
    const order = await client.orders.register(await request.json());
    const refused = await client.orders.get('ord_0000000000000000000000').catch((error) => error);
    return Response.json({ answers: [[order.status, isAtobaraiError(refused), refused.code]], event: handled[0] });
  },
};
