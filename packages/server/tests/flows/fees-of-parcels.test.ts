import type { Order } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';

import { describePglite } from '../support/databases.ts';
import { lifeForEach } from './life.ts';

describePglite('an order in two parcels', (open) => {
  const { server, life } = lifeForEach(open);

  const line = (unitPrice: number) => ({ kind: 'goods', name: '皿', quantity: 1, unitPrice, taxRate: 10 }) as const;
  const only = (itemIndex: number) => ({ items: [{ itemIndex, quantity: 1 }] });

  async function inTwo(prices: readonly [number, number]) {
    const { id } = await life.order({ items: prices.map(line), billedAmount: prices[0] + prices[1] });
    return { id, first: await life.ship(id, only(0)), second: await life.ship(id, only(1)) };
  }

  const feesOf = async (id: string) => {
    const { data } = await life.get<{ data: { type: string; data: { fee: number; feeTax: number } }[] }>(
      `/v1/orders/${id}/events?limit=100`,
    );
    return data.filter(({ type }) => type === 'advance.eligible').map(({ data: { fee, feeTax } }) => [fee, feeTax]);
  };

  it('AD-20: is charged one settlement fee, floored once: 2,046 × 4.2 % = 85', async () => {
    const { id, first, second } = await inTwo([1_023, 1_023]);
    await life.deliver(first.id);
    await life.deliver(second.id);
    expect((await feesOf(id)).toSorted()).toEqual([
      [42, 4],
      [43, 4],
    ]);
  });

  it('4.2: of which one came back before the closing is not shown as advanced, for nothing was paid out', async () => {
    const { id, first } = await inTwo([5_000, 6_000]);
    await life.deliver(first.id);
    await life.post<Order>(`/v1/orders/${id}/returns`, { ...only(0), reason: 'returned' });
    const takenBack = await life.read(id);
    expect([takenBack.axes.settlement, takenBack.status]).toEqual(['not_due', 'shipped']);
    await server.advanceTo('2026-10-12T18:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ status: 'invoiced', axes: { settlement: 'not_due' } });
    expect((await life.payouts()).every(({ status }) => status === 'carried')).toBe(true);
  });

  it('4.2: of which one was paid out and came back then is adjusted', async () => {
    const { id, first } = await inTwo([5_000, 6_000]);
    await life.deliver(first.id);
    await server.advanceTo('2026-10-12T18:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ status: 'advanced', axes: { settlement: 'paid_out' } });
    await life.post<Order>(`/v1/orders/${id}/returns`, { ...only(0), reason: 'returned' });
    expect(await life.read(id)).toMatchObject({ status: 'advanced', axes: { settlement: 'adjusted' } });
  });
});
