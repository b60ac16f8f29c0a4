import { expect, it } from 'vitest';
import { handOverToAgency, writeOffInvoice } from '../../src/modules/invoicing/index.ts';
import { lifeForEach } from '../flows/life.ts';

import { describePglite } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';

describePglite('what a shop hears when screening or a slip says no', (open) => {
  const { server, life } = lifeForEach(open);

  /** Orders of different people, alike in one thing, until one is not approved. */
  const untilStopped = async (alike: object) => {
    for (let count = 0; count < 30; count += 1) {
      const order = await life.order({ buyer: { ...buyer(String(5_000 + count)), ...alike } });
      if (order.status !== 'approved') return order.decision?.reasons.map((reason) => reason.code);
    }
    return [];
  };

  it('velocity_address: many orders to one address within hours wait for a person', async () => {
    const { postalCode, address } = buyer('4900');
    expect(await untilStopped({ postalCode, address })).toContain('velocity_address');
  });

  it('velocity_phone: and so do many orders with one phone number', async () => {
    expect(await untilStopped({ phone: '09012344900' })).toContain('velocity_phone');
  });

  it('history_written_off: who left an invoice unpaid for good is rejected', async () => {
    const body = orderBody();
    const { id } = await life.order(body);
    await life.deliver((await life.ship(id)).id);
    await server.advanceTo('2026-12-10T12:00:00+09:00');
    const name = { merchantId: server.shop.merchantId, invoiceId: (await life.invoiceOf(id)).id };
    const inUnit = server.app.units.inUnit;
    await inUnit({ mode: 'test', merchants: 'all' }, (unit) => handOverToAgency(unit, name));
    await inUnit({ mode: 'test', merchants: 'all' }, (unit) => writeOffInvoice(unit, name));
    const again = await life.order({ ...orderBody({ orderDate: '2026-12-10' }), buyer: body.buyer });
    expect([again.status, again.decision?.reasons.map((reason) => reason.code)]).toEqual([
      'rejected',
      expect.arrayContaining(['history_written_off']),
    ]);
  });

  it.each([
    ['a carrier that is not one of the seven', { carrier: 'swan' }, 'carrier_not_allowed', 'carrier'],
    ['eleven digits where twelve are printed', { slipNo: '12345678901' }, 'slip_format', 'slipNo'],
  ])('%s: %j is %s', async (_, change, code, path) => {
    const { id } = await life.order();
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '444413758703', shippedAt: '2026-10-01T10:00:00+09:00' };
    const reply = await server.call('POST', `/v1/orders/${id}/shipments`, { ...slip, ...change });
    expect(reply.json).toMatchObject({ status: 422, code, fields: [{ path, code }] });
  });

  it('slip_unverified: a number that only practice knows is taken with a warning', async () => {
    const { id } = await life.order();
    const shipment = await life.ship(id, { carrier: 'fukuyama', slipNo: '12345678904' });
    expect(shipment.warnings.map((warning) => warning.code)).toEqual(['slip_unverified']);
  });
});
