import { AuthorizationRequest, magicBuyers, QuoteRequest, RegisterOrder } from '../../src/contract/index.ts';
import { type Client, type ClientOptions, createClient, createOperatorClient, type OrderSummary } from '../../src/index.ts';
import { type EmbeddedServer, exampleOf } from '../../src/testing/index.ts';

/** Twelve digits with the check digit of Yamato. */
const slipNo = (count: number) => `${51_254_751_000 + count}${(51_254_751_000 + count) % 7}`;

/** How the server is called, and where a shop waits for its webhooks. */
export type Outside = { readonly fetch: NonNullable<ClientOptions['fetch']>; readonly receiver: string };

/**
 * Calls everything a shop and an operator can call, on the true server: orders that are shipped, paid,
 * cancelled, returned, replaced, reviewed, imported and exported, and what is told of them.
 */
export async function live(server: EmbeddedServer, { fetch, receiver }: Outside): Promise<void> {
  const client = createClient({ ...server.clientOptions, fetch });
  const operator = createOperatorClient({ ...server.operatorOptions, fetch });
  let count = 0;
  const order = (email: string = magicBuyers.approve): RegisterOrder => {
    count += 1;
    const example = exampleOf(RegisterOrder);
    // Each by a person of his own, so that nobody comes near the cap.
    const person = { name: `見本 ${'一二三四五六七八九十'[count % 10]}${'郎美子'[count % 3]}`, phone: `03-1234-56${10 + count}`, email };
    return { ...example, shopOrderId: `A-${1000 + count}`, buyer: { ...example.buyer, ...person } };
  };
  const ship = ({ id }: Pick<OrderSummary, 'id'>) => {
    count += 1;
    return client.shipments.register(id, {
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: slipNo(count),
      shippedAt: server.clock.now(),
    });
  };
  const invoiceOf = async ({ id }: Pick<OrderSummary, 'id'>) => {
    const [invoice] = (await client.orders.get(id)).invoices;
    if (invoice === undefined) throw new Error(`order ${id} has no invoice`);
    return invoice;
  };

  await client.sandbox.setClock('2026-10-01T12:00:00+09:00');
  const endpoint = await client.webhookEndpoints.create({ url: receiver });
  await client.settings.get();
  await client.settings.change({ cycle: 'weekly' });

  await onThePage(server, fetch);
  const main = await client.orders.register(order());
  const parcel = await ship(main);
  await client.shipments.replaceSlip(parcel.id, { slipNo: slipNo(901) });
  const [shipped] = (await client.orders.get(main.id)).shipments.filter(({ status }) => status !== 'superseded');
  const bundled = await client.orders.register({ ...order(), invoice: { delivery: 'bundled' } }).catch(() => undefined);
  const others = await besides(client, { order, ship });
  const paidBack = await client.orders.register(order());
  const returnedLater = await client.orders.register(order());
  for (const each of [paidBack, returnedLater]) await ship(each);
  const review = await client.orders.register(order(magicBuyers.review));
  await operator.reviews().page();
  await operator.decideReview(review.id, { result: 'approved', reason: 'The buyer answered the phone.' });

  await server.clock.advance({ days: 1 });
  await client.sandbox.deliver({ shipmentId: shipped?.id ?? '', outcome: 'delivered' });
  const stuck = others.parcel;
  await client.sandbox.deliver({ shipmentId: stuck.id, outcome: 'in_transit' });
  await operator.forceDelivered(stuck.id, { deliveredOn: '2026-10-02', evidence: 'Signed slip no. 12' });
  const invoice = await invoiceOf(main);
  await client.invoices.get(invoice.id);
  await client.invoices.list().page();
  await client.invoices.reissue(invoice.id);
  await client.invoices.extend(invoice.id, { days: 7 });
  const printed = (bundled && (await ship(bundled).then(() => invoiceOf(bundled)))) ?? invoice;
  await client.invoices.printData(printed.id).catch(() => undefined);

  for (const each of [paidBack, returnedLater]) {
    const { id: invoiceId } = await invoiceOf(each);
    await client.sandbox.payAtKonbini({ invoiceId, stage: 'sokuho' });
    await client.sandbox.payAtKonbini({ invoiceId, stage: 'kakuho' });
  }
  await client.orders.cancel(paidBack.id, { reason: 'buyer_cancel' });
  await operator.cancelOrder(paidBack.id, { reason: 'buyer_cancel', refundBy: 'provider' });
  await operator.returnItems(returnedLater.id, { amount: 1_100, reason: 'damaged', refundBy: 'provider' });
  const deposit = await client.sandbox.depositAtBank({ amount: 5_500, payerName: 'ﾐﾎﾝ ﾀﾛｳ', on: '2026-10-02' });
  await operator.deposits().page();
  await operator.allocateDeposit(deposit.id, { invoiceId: invoice.id, reason: 'The buyer sent a copy of the slip.' });

  await client.sandbox.advance({ days: 10 });
  await readBooks(client);
  await operator.payouts().page();
  await operator.parkedWork().page();
  await operator.actions({ resourceId: review.id }).page();
  await filesOf(client, order());
  await newsOf(client, main.id);
  await server.webhooksSent();
  await webhooksOf(client, endpoint.id);
}

/** What the widget asks on the shop's page, with the publishable key. */
async function onThePage({ shops, clientOptions }: EmbeddedServer, fetch: Outside['fetch']): Promise<void> {
  const publishableKey = shops[0]?.publishableKey ?? '';
  const client = createClient({ ...clientOptions, fetch });
  const asked = async (path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${publishableKey}`, 'content-type': 'application/json' };
    const sent =
      body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers: { ...headers, 'idempotency-key': path } };
    const response = await fetch(new Request(`${clientOptions.baseUrl}${path}`, sent));
    if (!response.ok) throw new Error(await response.text());
  };
  const example = exampleOf(AuthorizationRequest);
  await asked('/v1/checkout/config');
  await asked('/v1/checkout/quotes', exampleOf(QuoteRequest));
  await asked('/v1/checkout/authorizations', { ...example, buyer: { ...example.buyer, name: '見本 花代', email: magicBuyers.approve } });
  await client.buyerTokens.create({ buyer: example.buyer });
}

type Steps = {
  readonly order: (email?: string) => RegisterOrder;
  readonly ship: (order: Pick<OrderSummary, 'id'>) => ReturnType<Client['shipments']['register']>;
};

/** Orders that end in other ways than being paid. */
async function besides(client: Client, { order, ship }: Steps) {
  const cancelled = await client.orders.register(order());
  await client.orders.cancel(cancelled.id);
  const replaced = await client.orders.register(order());
  await client.orders.replace(replaced.id, { order: order() });
  const amended = await client.orders.register(order());
  await client.orders.amend(amended.id, { metadata: { campaign: 'autumn' } });
  const voided = await ship(amended);
  await client.shipments.void(voided.id, { reason: 'wrong parcel' });
  const returned = await client.orders.register(order());
  const parcel = await ship(returned);
  await client.orders.returnItems(returned.id, { amount: 1_100, reason: 'returned' });
  await client.orders.register(order(magicBuyers.reject));
  await client.orders.register(order(magicBuyers.holdPhone));
  return { parcel };
}

async function readBooks(client: Client): Promise<void> {
  const { data } = await client.payouts.list().page();
  const [payout] = data;
  if (payout === undefined) throw new Error('nothing was paid out');
  await client.payouts.get(payout.id);
  await (await client.payouts.statementCsv(payout.id)).text();
  await client.ledger.accounts();
  await client.ledger.entries().page();
  await client.ledger.trialBalance();
}

async function filesOf(client: Client, order: RegisterOrder): Promise<void> {
  const file = await (await client.exports.orders()).text();
  await (await client.exports.shipments()).text();
  const { id } = await client.imports.create({ kind: 'orders', dryRun: true }, file.replaceAll('A-1001', order.shopOrderId));
  await client.imports.waitFor(id);
}

async function newsOf(client: Client, orderId: string): Promise<void> {
  await client.orders.list().page();
  await client.orders.events(orderId).page();
  await client.events.list().page();
  await client.sandbox.clock();
  await client.sandbox
    .requestLogs()
    .page()
    .catch(() => undefined);
  const key = await client.apiKeys.create({ kind: 'pk' });
  await client.apiKeys.list().page();
  await client.apiKeys.revoke(key.id);
}

async function webhooksOf(client: Client, endpointId: string): Promise<void> {
  const { data: deliveries } = await client.webhookDeliveries.list().page();
  const [delivery] = deliveries;
  if (delivery === undefined) throw new Error('no webhook was sent');
  await client.webhookDeliveries.get(delivery.id);
  await client.events.replay(delivery.eventId);
  await client.webhookEndpoints.list().page();
  await client.webhookEndpoints.get(endpointId);
  await client.webhookEndpoints.test(endpointId);
  await client.webhookEndpoints.rotateSecret(endpointId);
  await client.webhookEndpoints.change(endpointId, { description: 'Orders' });
  await client.webhookEndpoints.resend(endpointId, { from: '2026-10-01T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00' });
  await client.webhookEndpoints.remove(endpointId);
}
