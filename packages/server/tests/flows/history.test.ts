import { expect, it } from 'vitest';
import { describePglite } from '../support/databases.ts';

import { buyer, orderBody } from '../support/order.ts';
import { lifeForEach } from './life.ts';

describePglite('what screening learns from how buyers pay', (open) => {
  const { server, life } = lifeForEach(open);

  async function shipped(patch = {}) {
    const { id } = await life.order(patch);
    await life.deliver((await life.ship(id)).id);
    return id;
  }

  /** What a person's next order earns for the payments so far, in the shop next door. */
  async function earned(who: ReturnType<typeof buyer>, orderDate: string) {
    const body = orderBody({
      buyer: who,
      orderDate,
      billedAmount: 1_100,
      items: [{ name: '箸', quantity: 1, unitPrice: 1_100, taxRate: 10 }],
    });
    const { json } = await server.call('POST', '/v1/orders', body, { key: server.otherShop.secretKey });
    const { scoreParts } = json['decision'] as { scoreParts: { rule: string; value: number }[] };
    return scoreParts.find(({ rule }) => rule === 'payment_history')?.value;
  }

  it('a person who paid in time earns all points in every shop, one who paid late has to earn them back', async () => {
    const [prompt, late, unseen] = [buyer('8401'), buyer('8402'), buyer('8403')];
    const paying = [await shipped({ buyer: prompt }), await shipped({ buyer: late })];
    await server.advanceTo('2026-10-05T12:00:00+09:00');
    const [first, second] = await Promise.all(paying.map((id) => life.invoiceOf(id)));
    await life.deposit(11_000, String(first?.reference), '2026-10-05');
    await server.advanceTo('2026-10-30T12:00:00+09:00');
    await life.deposit(11_000, String(second?.reference), '2026-10-30');
    expect(await earned(prompt, '2026-10-30')).toBe(25);
    expect(await earned(late, '2026-10-30')).toBe(5);
    expect(await earned(unseen, '2026-10-30')).toBe(15);
  });

  it('merchant_risk: after twenty invoices that mostly became overdue, a person looks at every order of the shop', async () => {
    for (let count = 0; count < 20; count += 1) await shipped();
    await server.advanceTo('2026-10-14T12:00:00+09:00');
    expect(await life.order({ orderDate: '2026-10-14' })).toMatchObject({ status: 'approved' });
    await server.advanceTo('2026-10-30T12:00:00+09:00');
    const next = await server.call('POST', '/v1/orders', orderBody({ orderDate: '2026-10-30' }));
    expect([next.status, next.json]).toMatchObject([
      202,
      { status: 'manual_review', decision: { reasons: [{ code: 'merchant_risk', severity: 'review' }] } },
    ]);
    const elsewhere = await server.call('POST', '/v1/orders', orderBody({ orderDate: '2026-10-30' }), { key: server.otherShop.secretKey });
    expect(elsewhere.json).toMatchObject({ status: 'approved' });
  });
});
