import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryOut } from './simulated-actions.fixture.ts';
import {
  type Change,
  collectedBy,
  factsOf,
  happen,
  newWorld,
  outstandingIn,
  settle,
  standingOrder,
  type World,
} from './simulated-world.fixture.ts';
import { plan } from './index.ts';

const steps = (['route', 'ship', 'reslip', 'unship', 'cancel', 'decide', 'pay_out'] as const).map((what): Change => ({ what }));
// Few amounts and many edits, so that an order goes there and back again.
const edit = fc.constantFrom(0, 1_000, 8_800, 60_000).map((amount): Change => ({ what: 'edit', amount }));
const anyChange = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...steps) }, { weight: 2, arbitrary: edit });
const anyStory = fc.array(fc.record({ change: anyChange, looks: fc.integer({ min: 0, max: 2 }) }), { maxLength: 12 });
const anyWorld = fc.record({ amount: fc.integer({ min: 1, max: 60_000 }), screening: fc.constantFrom('auto', 'person') });

type Story = readonly { readonly change: Change; readonly looks: number }[];

/** Lives through a story, looking now and then, and once in the end. */
function live(world: World, story: Story, times = 1): World {
  for (const { change, looks } of story) {
    happen(world, change);
    for (let look = 0; look < looks; look++) settle(world, { times, carryOut });
  }
  settle(world, { times, carryOut });
  return world;
}

/** What counts in the end. */
function endOf(world: World) {
  const order = standingOrder(world);
  const isOver = order === undefined || order.credit === 'cancelled';
  return {
    collected: collectedBy(world),
    slips: isOver ? [] : order.parcels.filter(({ status }) => status === 'slip_registered').map(({ slipNo }) => slipNo),
    held: world.fulfillmentOrders.map(({ holds }) => holds.length),
    outstanding: isOver ? 0 : outstandingIn(world),
    tags: isOver ? [] : [...world.tags].sort(),
    codes: isOver ? [] : world.record.flags.map(({ code }) => code),
  };
}

describe('plan()', () => {
  it('comes to rest within six rounds, and then asks for nothing more', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, (given, story) => {
        const world = live(newWorld(given), story);
        expect(plan(factsOf(world), world.policy).actions).toEqual([]);
        happen(world, { what: 'reslip' });
        expect(settle(world, { carryOut })).toBeLessThanOrEqual(6);
      }),
      { numRuns: 500 },
    );
  });

  it('is a function of the facts alone', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, (given, story) => {
        const world = newWorld(given);
        for (const { change } of story) happen(world, change);
        expect(plan(factsOf(world), world.policy)).toEqual(plan(structuredClone(factsOf(world)), world.policy));
      }),
    );
  });

  it('ends the same when everything is done twice', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, (given, story) => {
        expect(endOf(live(newWorld(given), story, 2))).toEqual(endOf(live(newWorld(given), story, 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('ends the same however often and whenever it looked on the way: deliveries may be lost, repeated and shuffled', () => {
    const lasting: fc.Arbitrary<Change> = fc.oneof(
      fc.constantFrom<Change>({ what: 'route' }, { what: 'ship' }, { what: 'reslip' }, { what: 'cancel' }),
      fc.integer({ min: 0, max: 3 }).map((share) => ({ what: 'edit', amount: share * 1_000 }) as const),
    );
    const story = fc.array(fc.tuple(lasting, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), { maxLength: 10 });
    fc.assert(
      fc.property(story, (told) => {
        // After a parcel left, what is dearer and a parcel that comes back with part of the amount are left to a person.
        let least = 50_000;
        const falling = told.map(([change, ...looks]) => {
          if (change.what !== 'edit') return { change, looks };
          least = Math.min(least, change.amount);
          return { change: { what: 'edit', amount: least } as const, looks };
        });
        const [one, other] = [0, 1].map((which) =>
          live(
            newWorld({ amount: 8_800 }),
            falling.map(({ change, looks }) => ({ change, looks: looks[which] ?? 0 })),
          ),
        );
        expect(one && endOf(one)).toEqual(other && endOf(other));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never has two transactions of one order at a time, and never collects more than Shopify claims', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, (given, story) => {
        const world = live(newWorld(given), story);
        const alive = [...world.orders.values()].filter(({ credit }) => credit === 'approved' || credit === 'manual_review');
        expect(alive.length).toBeLessThanOrEqual(1);
        const claim = world.cancelledAt === null ? world.amount : 0;
        expect(collectedBy(world)).toBeLessThanOrEqual(claim);
        if (collectedBy(world) < claim && world.cancelledAt === null && standingOrder(world)) expect(world.record.flags).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('holds whatever could leave before screening said yes, and nothing once it did; other apps’ holds stay', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, fc.boolean(), (given, story, hasOther) => {
        const world = newWorld(given);
        if (hasOther)
          world.fulfillmentOrders.push({
            gid: 'fo-0',
            status: 'ON_HOLD',
            canHold: true,
            holds: [{ gid: 'other', handle: 'other-app', ours: false }],
          });
        live(world, story);
        const order = standingOrder(world);
        const open = world.fulfillmentOrders.filter(({ status }) => status !== 'CLOSED');
        const ours = open.map(({ holds }) => holds.filter((hold) => hold.ours).length);
        if (order?.credit === 'approved') expect(ours.every((count) => count === 0)).toBe(true);
        else if (order !== undefined && world.cancelledAt === null && world.amount > 0 && !world.record.override)
          expect(ours.every((count) => count === 1)).toBe(true);
        if (hasOther && world.cancelledAt === null) expect(world.fulfillmentOrders[0]?.holds.some(({ gid }) => gid === 'other')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('marks as paid only what was paid out to the shop, unless told otherwise', () => {
    fc.assert(
      fc.property(anyWorld, anyStory, (given, story) => {
        const world = live(newWorld(given), story);
        const wasPaidOut = [...world.orders.values()].some(({ paidOut }) => paidOut);
        if (!wasPaidOut) expect(world.done.map((action) => action.do)).not.toContain('mark_paid');
      }),
    );
  });
});
