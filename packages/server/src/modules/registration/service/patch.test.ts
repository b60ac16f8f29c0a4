import type { AmendOrder } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { appForEach } from '../../../../tests/support/app.ts';
import { describePglite } from '../../../../tests/support/databases.ts';
import { orderBody } from '../../../../tests/support/order.ts';

describePglite('an amendment of the lines that leaves the sum to us', (open) => {
  const server = appForEach(open);

  const amended = async (items: AmendOrder['items']) => {
    const { json } = await server.call('POST', '/v1/orders', orderBody());
    return server.call('PATCH', `/v1/orders/${String(json['id'])}`, { items });
  };
  const line = { name: '今治タオル', quantity: 3, unitPrice: 105, taxRate: 10 };

  it('formats 6: puts the tax on prices without it, once per rate', async () => {
    const reply = await amended([
      { ...line, taxIncluded: false },
      { name: '緑茶', quantity: 1, unitPrice: 33, taxRate: 8, taxIncluded: false },
    ]);
    expect(reply.json).toMatchObject({ billedAmount: 346 + 35 });
  });

  it('formats 6: adds up prices with their tax, less the discount', async () => {
    const reply = await amended([line, { kind: 'discount', name: '値引', quantity: 1, unitPrice: -15, taxRate: 10 }]);
    expect(reply.json).toMatchObject({ billedAmount: 300 });
  });

  it.each([
    ['item_unit_price', { unitPrice: 10.5 }],
    ['item_unit_price', { unitPrice: 1e300 }],
    ['item_quantity', { quantity: 0.5 }],
    ['item_tax_rate', { taxRate: 9 }],
    ['item_kind', { kind: 'gift' }],
    ['item_name', { name: 'あ'.repeat(300) }],
  ])('refuses %s for the line alone, and says nothing of a sum that nobody sent', async (code, wrong) => {
    const reply = await amended([{ ...line, ...wrong }]);
    expect([reply.status, (reply.json['fields'] as { code: string }[]).map((field) => field.code)]).toEqual([422, [code]]);
  });
});
