import type { RegisterOrder } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { triesPerDay } from '../../src/modules/checkout/policy/limits.ts';
import { appForEach } from '../support/app.ts';
import { cart, pageOf, somebody } from '../support/checkout.ts';
import { describeBothEngines } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

type Buyer = RegisterOrder['buyer'];

const tooMany = triesPerDay + 2;

describeBothEngines('tries at the checkout, by which somebody could feel for a stranger’s frame', (open) => {
  const server = appForEach(open);
  const page = pageOf(server);

  const stranger = somebody();
  const phone = (turn: number) => `080-5555-${String(2_000 + turn)}`;
  const address = (turn: number) => ({ ...stranger.address, line1: `丸の内${turn + 1}-7` });

  /** The decisions on ever other sums, one after the other. */
  async function tried(turns: number, buyerOf: (turn: number) => Buyer): Promise<readonly string[]> {
    const decisions: string[] = [];
    for (let turn = 0; turn < turns; turn += 1)
      decisions.push((await page.authorize(orderBody({ buyer: buyerOf(turn), ...cart(1_000 + turn) }))).decision);
    return decisions;
  }

  const answered = Array<string>(triesPerDay).fill('approved');

  it.each<[string, (turn: number) => Buyer]>([
    ['with the same phone', () => stranger],
    ['with the same phone and ever other names', (turn) => ({ ...somebody(), phone: phone(0), address: address(turn) })],
    ['with ever other phones', (turn) => ({ ...stranger, phone: phone(turn) })],
    ['with ever other addresses', (turn) => ({ ...stranger, address: address(turn) })],
    // No two tries but neighbours have a phone or an address in common.
    [
      'with another phone and another address by turns',
      (turn) => ({ ...stranger, phone: phone(Math.ceil(turn / 2)), address: address(Math.floor(turn / 2)) }),
    ],
    // The name as it is written finds a person as well as its reading.
    ['with ever other phones and readings', (turn) => ({ ...stranger, phone: phone(turn), nameKana: somebody().nameKana ?? '' })],
  ])('%s: after ten in a day every answer is no', async (_, buyerOf) => {
    expect(await tried(tooMany, buyerOf)).toEqual([...answered, 'rejected', 'rejected']);
  });

  it('count together, once a try shows that two who were tried are one person', async () => {
    const moved = { ...stranger, phone: phone(1), address: address(1) };
    await tried(triesPerDay / 2, () => stranger);
    await tried(triesPerDay / 2, () => moved);
    expect(await tried(1, () => ({ ...stranger, phone: phone(1) }))).toEqual(['rejected']);
  });

  it('are counted of a person who has ordered before, by any key', async () => {
    await server.call('POST', '/v1/orders', orderBody({ buyer: stranger, ...cart(110) }));
    expect(await tried(tooMany, (turn) => ({ ...stranger, phone: phone(turn) }))).toEqual([...answered, 'rejected', 'rejected']);
  });

  it('end with the day, and are counted for each shop by itself', async () => {
    const turned = (turn: number) => ({ ...stranger, phone: phone(turn) });
    await tried(tooMany, turned);
    const elsewhere = orderBody({ buyer: turned(tooMany), ...cart(1_100) });
    const { billedAmount: amount, items, buyer, consent } = elsewhere;
    const key = server.otherShop.publishableKey;
    const reply = await page.call('POST', '/v1/checkout/authorizations', { amount, items, buyer, consent }, { key });
    expect(reply.json['decision']).toBe('approved');
    await server.advanceTo('2026-10-02T12:16:00+09:00');
    expect(await tried(1, () => turned(tooMany + 1))).toEqual(['approved']);
  });

  it('do not lock out a family that lives at one address', async () => {
    expect(await tried(tooMany, (turn) => ({ ...somebody(), phone: phone(turn), address: stranger.address }))).toEqual(
      Array(tooMany).fill('approved'),
    );
  });

  it('do not lock out a company whose people order from one desk after the other: it has no frame to feel for', async () => {
    const desk = (turn: number): Buyer => ({ ...stranger, kind: 'company', company: '株式会社見本', phone: phone(turn) });
    expect(await tried(tooMany, desk)).not.toContain('rejected');
    expect((await tried(tooMany, () => desk(100))).slice(triesPerDay)).toEqual(['rejected', 'rejected']);
  });
});
