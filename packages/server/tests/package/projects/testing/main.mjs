import { createClient } from '@atobarai/sdk';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { embeddedServer, exampleOf, magicBuyers } from '@atobarai/sdk/testing';
import { setupServer } from 'msw/node';

const server = await embeddedServer({ now: '2026-10-01T12:00:00+09:00' });
const network = setupServer(...server.handlers);
network.listen();
const client = createClient(server.clientOptions);
const example = exampleOf(RegisterOrder);
const order = await client.orders.register({ ...example, buyer: { ...example.buyer, email: magicBuyers.approve } });
const known = (await client.orders.list().page()).data.map(({ id }) => id === order.id);
network.close();
await server.close();
console.log(JSON.stringify({ status: order.status, known }));
