import { Invoice, InvoicePage, PrintData, Shipment } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { appForEach } from '../../../tests/support/app.ts';
import { describePglite } from '../../../tests/support/databases.ts';
import { orderBody } from '../../../tests/support/order.ts';

describePglite('the routes of invoices', (open) => {
  const server = appForEach(open, { now: '2026-10-01T12:00:00+09:00' });

  const ship = async (delivery: 'separate' | 'bundled' = 'separate', content = {}) => {
    const body = orderBody({ invoice: { delivery }, ...content });
    const order = await server.call('POST', '/v1/orders', { ...body, buyer: { ...body.buyer, email: 'approve@example.jp' } });
    const slip = { carrier: 'seino', serviceLevel: 'parcel', slipNo: '1234567890', shippedAt: '2026-10-01T12:00:00+09:00' };
    const reply = await server.call('POST', `/v1/orders/${String(order.json['id'])}/shipments`, slip);
    expect(reply).toMatchObject({ status: 201 });
    return Shipment.parse(reply.json);
  };
  const invoiceOf = async (id: string | null) => Invoice.parse((await server.call('GET', `/v1/invoices/${id}`)).json);
  const list = async (query = '') => InvoicePage.parse((await server.call('GET', `/v1/invoices${query}`)).json);

  it('SF-17: show an invoice that waits for the day’s post, and then the one that went out', async () => {
    const { invoiceId } = await ship();
    expect(await invoiceOf(invoiceId)).toMatchObject({
      status: 'scheduled',
      number: null,
      dueOn: null,
      issueAt: '2026-10-01T18:00:00+09:00',
      open: 11_000,
    });
    await server.advanceTo('2026-10-01T18:00:00+09:00');
    expect(await invoiceOf(invoiceId)).toMatchObject({
      status: 'issued',
      number: 1,
      reference: '000100000016',
      issuedOn: '2026-10-01',
      dueOn: '2026-10-15',
      taxSummary: [{ rate: 10, amount: 11_000, tax: 1_000 }],
    });
  });

  it('SF-19: AD-08: hand out the print data of a bundled invoice with its shipment, and again later', async () => {
    const { printData, invoiceId } = await ship('bundled');
    expect(printData).toMatchObject({
      number: 1,
      amount: 11_000,
      dueOn: '2026-10-15',
      lines: [{ name: '今治タオル', quantity: 2, amount: 10_000 }, { name: '送料' }],
    });
    expect(PrintData.parse((await server.call('GET', `/v1/invoices/${invoiceId}/print-data`)).json)).toEqual(printData);
  });

  it('F55: show and print what is left after a return, by tax rate', async () => {
    const items = [
      { kind: 'goods', name: '今治タオル', quantity: 2, unitPrice: 2_200, taxRate: 10 },
      { kind: 'goods', name: '有機緑茶', quantity: 1, unitPrice: 3_200, taxRate: 8 },
    ] as const;
    const { invoiceId, orderId } = await ship('bundled', { items, billedAmount: 7_600 });
    const back = { items: [{ itemIndex: 0, quantity: 1 }], reason: 'damaged' };
    expect(await server.call('POST', `/v1/orders/${orderId}/returns`, back)).toMatchObject({ status: 200 });
    const towel = { rate: 10, amount: 2_200, tax: 200 };
    const tea = { rate: 8, amount: 3_200, tax: 237 };
    expect(await invoiceOf(invoiceId)).toMatchObject({
      amount: 7_600,
      credited: 2_200,
      open: 5_400,
      taxSummary: [{ rate: 10, amount: 4_400, tax: 400 }, tea],
      creditedTaxSummary: [towel],
    });
    const printed = PrintData.parse((await server.call('GET', `/v1/invoices/${invoiceId}/print-data`)).json);
    expect(printed).toMatchObject({ amount: 5_400, taxSummary: [towel, tea] });
    expect(printed.lines.at(-1)).toMatchObject({ name: '返品・値引(10%対象)', amount: -2_200, taxRate: 10 });
    expect(printed.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(5_400);
    const { data } = (await server.call('GET', `/v1/orders/${orderId}/events?limit=100`)).json as {
      data: { type: string; data: unknown }[];
    };
    expect(data.find(({ type }) => type === 'invoice.credited')?.data).toMatchObject({ amount: 2_200, taxSummary: [towel] });
  });

  it('refuse print data of an invoice that is posted', async () => {
    const { invoiceId } = await ship();
    expect(await server.call('GET', `/v1/invoices/${invoiceId}/print-data`)).toMatchObject({
      status: 409,
      json: { code: 'illegal_transition' },
    });
  });

  it('list invoices by order, state and day of issue', async () => {
    const { orderId } = await ship();
    await ship();
    expect((await list()).data).toHaveLength(2);
    expect((await list(`?orderId=${orderId}`)).data).toHaveLength(1);
    await server.advanceTo('2026-10-02T00:00:00+09:00');
    expect((await list('?status=issued&from=2026-10-01&to=2026-10-01&overdue=false')).data).toHaveLength(2);
    expect((await list('?from=2026-10-02')).data).toEqual([]);
    const first = await list('?limit=1');
    expect((await list(`?limit=1&after=${first.nextCursor}`)).nextCursor).toBeNull();
  });

  it('F54: F65: reissue an invoice and move its due date once', async () => {
    const { invoiceId } = await ship();
    expect(await server.call('POST', `/v1/invoices/${invoiceId}/reissue`, {})).toMatchObject({
      status: 409,
      json: { legalCommands: ['issue', 'credit', 'drop'] },
    });
    await server.advanceTo('2026-10-05T12:00:00+09:00');
    const reissued = await server.call('POST', `/v1/invoices/${invoiceId}/reissue`, { delivery: 'email' });
    expect(Invoice.parse(reissued.json)).toMatchObject({
      documentVersion: 2,
      delivery: 'email',
      issuedOn: '2026-10-05',
      dueOn: '2026-10-15',
    });
    const extend = (days: number) => server.call('POST', `/v1/invoices/${invoiceId}/extend`, { days });
    expect(await extend(15)).toMatchObject({ status: 422, json: { code: 'due_range' } });
    expect(Invoice.parse((await extend(7)).json)).toMatchObject({ dueOn: '2026-10-22' });
    expect(await extend(1)).toMatchObject({ status: 409, json: { code: 'illegal_transition' } });
  });

  it('know nothing of another shop’s invoices', async () => {
    const { invoiceId } = await ship();
    const other = { key: server.otherShop.secretKey };
    expect((await server.call('GET', `/v1/invoices/${invoiceId}`, undefined, other)).status).toBe(404);
    expect((await server.call('POST', `/v1/invoices/${invoiceId}/extend`, { days: 1 }, other)).status).toBe(404);
    expect(InvoicePage.parse((await server.call('GET', '/v1/invoices', undefined, other)).json).data).toEqual([]);
    expect((await server.call('GET', '/v1/invoices', undefined, { key: null })).status).toBe(401);
  });
});
