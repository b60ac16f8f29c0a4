import { expect, it } from 'vitest';
import type { Payout } from '@atobarai/sdk/contract';
import { remoteOrder } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';
import { until } from '../support/until.ts';
import { newSlip, pack, ship } from '../support/warehouse.ts';

/** From the cart to the money on the shop's account. */
export function wholeLife(shop: () => RunningShop): void {
  it('an order lives its whole life: screened, packed, shipped, delivered, invoiced, paid out, paid', async () => {
    const { counter, client, service } = shop();
    const { sandbox, payouts, ledger } = service.client;
    const order = await counter.placeApproved({ items: { KETTLE: 1, TEA: 2 }, carrier: 'sagawa' });
    expect(order.total).toBe(4_800 + 2 * 1_080 + 660);
    const registered = await remoteOrder(service.client, order);
    expect(registered).toMatchObject({ status: 'approved', shipAllowed: true, billedAmount: order.total, platform: { name: 'medusa' } });
    expect(registered.taxSummary.map(({ rate }) => rate).toSorted((a, b) => a - b)).toEqual([8, 10]);

    const slip = newSlip();
    await ship(client, order, { fulfillmentId: await pack(client, order), slip });
    await until(
      () => client.order(order.id),
      ({ payment_status: status }) => status === 'captured',
    );
    const [parcel] = (await remoteOrder(service.client, order)).shipments;
    expect(parcel).toMatchObject({ carrier: 'sagawa', slipNo: slip, amount: order.total });

    // On the next working day at the latest, which may be some days away.
    await sandbox.advance({ days: 5 });
    const [invoice] = (await remoteOrder(service.client, order)).invoices;
    expect(invoice).toMatchObject({ status: 'issued', amount: order.total });
    await sandbox.deliver({ shipmentId: parcel?.id ?? '', outcome: 'delivered' });
    // A week until the closing, and some days until the money is sent.
    await sandbox.advance({ days: 14 });
    const remote = await remoteOrder(service.client, order);
    expect(remote).toMatchObject({ status: 'advanced', axes: { settlement: 'paid_out' } });
    const sent: Payout[] = [];
    for await (const payout of payouts.list()) sent.push(payout);
    expect(sent.filter(({ status }) => status === 'completed').length).toBeGreaterThan(0);

    await sandbox.payAtKonbini({ invoiceId: invoice?.id ?? '', stage: 'sokuho' });
    await sandbox.payAtKonbini({ invoiceId: invoice?.id ?? '', stage: 'kakuho' });
    expect((await remoteOrder(service.client, order)).status).toBe('completed');
    const balance = await ledger.trialBalance();
    expect(balance).toMatchObject({ difference: 0 });
    expect(await client.order(order.id)).toMatchObject({ payment_status: 'captured', status: 'pending' });
  });
}
