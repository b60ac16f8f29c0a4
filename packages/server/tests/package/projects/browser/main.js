import { createClient } from '@atobarai/sdk';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { exampleOf, magicBuyers } from '@atobarai/sdk/testing';
import { createEmbeddedServer } from '@atobarai/server/embedded';

export async function main() {
  const server = await createEmbeddedServer({ now: '2026-10-01T12:00:00+09:00' });
  const client = createClient({ apiKey: server.shop.secretKey, baseUrl: 'https://atobarai.test', fetch: server.fetch });
  const example = exampleOf(RegisterOrder);
  const { status } = await client.orders.register({ ...example, buyer: { ...example.buyer, email: magicBuyers.approve } });
  await server.close();
  return { status };
}
