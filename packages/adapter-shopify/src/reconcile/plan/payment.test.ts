import { describe, expect, it } from 'vitest';
import type { ClaimMoney, OrderFacts } from '../model.ts';
import { plan } from './index.ts';
import { carryOut } from './simulated-actions.fixture.ts';
import { factsOf, happen, newWorld, settle, type World } from './simulated-world.fixture.ts';

/** An order of 8,800 yen whose parcel has left, marked as paid then. */
function paidWorld(): World {
  const world = newWorld({ policy: { markPaidOn: 'shipped' } });
  happen(world, { what: 'route' });
  settle(world, { carryOut });
  happen(world, { what: 'ship' });
  settle(world, { carryOut });
  return world;
}

/** The same, as Shopify's amounts say otherwise. */
function withMoney(world: World, money: ClaimMoney): OrderFacts {
  const facts = factsOf(world);
  if (facts.shopify?.claim.kind !== 'ready') throw new Error('nothing is claimed');
  return { ...facts, shopify: { ...facts.shopify, canMarkAsPaid: money.outstanding > 0, claim: { ...facts.shopify.claim, money } } };
}

describe('an order that was marked as paid', () => {
  it('is not paid again for what a refund leaves outstanding: a person decides', () => {
    const world = paidWorld();
    expect(world.captured).toBe(8_800);
    const planned = plan(withMoney(world, { claim: 8_800, outstanding: 1_000, captured: 8_800, refunded: 0 }), world.policy);
    expect(planned.actions.map((action) => action.do)).not.toContain('mark_paid');
    expect(planned.flags).toEqual([{ code: 'refund_to_review', values: { outstanding: 1_000 } }]);
  });

  it('is lowered at the service by what was refunded, once', () => {
    const world = paidWorld();
    const refunded = { claim: 7_800, outstanding: 0, captured: 8_800, refunded: 1_000 };
    const [action, ...others] = plan(withMoney(world, refunded), world.policy).actions;
    expect([action, others]).toMatchObject([{ do: 'take_back', returned: { amount: 1_000 } }, []]);
    if (action !== undefined) carryOut(world, action);
    const next = plan(withMoney(world, refunded), world.policy);
    expect([next.actions.filter((one) => 'key' in one), next.flags]).toEqual([[], []]);
  });
});

it('what the service does not collect any more is not marked as paid, whatever was paid out for it once', () => {
  const world = newWorld();
  happen(world, { what: 'route' });
  happen(world, { what: 'ship' });
  settle(world, { carryOut });
  happen(world, { what: 'edit', amount: 0 });
  happen(world, { what: 'pay_out' });
  settle(world, { carryOut });
  happen(world, { what: 'edit', amount: 8_800 });
  settle(world, { carryOut });
  expect(world.done.map((action) => action.do)).toEqual(expect.arrayContaining(['cancel_transaction']));
  expect([world.captured, world.record.flags.map(({ code }) => code)]).toEqual([0, ['transaction_cancelled_elsewhere']]);
});
