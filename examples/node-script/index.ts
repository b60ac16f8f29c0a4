import process from 'node:process';
import { type Client, createClient, type OrderStatus, type RegisterOrder } from '@atobarai/sdk';

/** Registers an order, ships it, and follows it until the buyer's invoice is out. */
export async function main(client: Client, order: RegisterOrder): Promise<OrderStatus> {
  const { id, status, shipAllowed, decision } = await client.orders.register(order);
  console.log(`${order.shopOrderId} → ${id}: ${status}`);
  for (const reason of decision?.reasons ?? []) console.log(`  ${reason.messageJa} ${reason.fix?.messageJa ?? ''}`);
  if (!shipAllowed) return status;

  const shippedAt = (await client.sandbox.clock()).now;
  const shipment = await client.shipments.register(id, { carrier: 'seino', serviceLevel: 'parcel', slipNo: '1234567890', shippedAt });
  console.log(`送り状番号 ${shipment.slipNo}: ${shipment.status}`);

  // Sandbox only: the parcel arrives, and five days pass.
  await client.sandbox.deliver({ shipmentId: shipment.id, outcome: 'delivered' });
  await client.sandbox.advance({ days: 5 });

  for await (const event of client.orders.events(id)) console.log(`  ${event.sequence} ${event.createdAt} ${event.type}`);
  const { invoices, status: now } = await client.orders.get(id);
  for (const invoice of invoices) console.log(`請求書 ${invoice.number}: ${invoice.amount}円, 支払期限 ${invoice.dueOn}`);
  return now;
}

if (import.meta.main) {
  const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '', baseUrl: process.env['BASE_URL'] });
  const { today } = await client.sandbox.clock();
  const { exampleOrder } = await import('./example-order.ts');
  await main(client, exampleOrder({ shopOrderId: `DEMO-${Date.now()}`, orderDate: today }));
}
