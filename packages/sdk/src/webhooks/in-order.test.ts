import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvedEvent } from './delivery.fixture.ts';
import { applyInOrder, inMemorySequences, type SequenceStore, type WebhookEvent } from './index.ts';

const orders = ['ord_0000000000000000000001', 'ord_0000000000000000000002'];
const history = (length: number): WebhookEvent[] =>
  orders.flatMap((id) => Array.from({ length }, (_, index) => approvedEvent({ sequence: index + 1, resource: { type: 'order', id } })));

/** Every event at least once, some of them several times, in any order. */
const deliveries = fc
  .integer({ min: 1, max: 8 })
  .chain((length) => fc.tuple(fc.constant(history(length)), fc.array(fc.nat({ max: length * 2 - 1 }), { maxLength: 10 })))
  .chain(([events, again]) => {
    const all = [...events, ...again.flatMap((index) => events[index] ?? [])];
    return fc.tuple(fc.constant(events), fc.shuffledSubarray(all, { minLength: all.length }));
  });

const newestOf = (events: readonly WebhookEvent[]) => Object.fromEntries(events.map((event) => [event.resource.id, event.sequence]));

describe('events applied in order', () => {
  it('come to the same end in any order, however often each is delivered, at once or one by one', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, fc.boolean(), async ([events, delivered], atOnce) => {
        const store = inMemorySequences();
        const state: Record<string, number> = {};
        const take = (event: WebhookEvent) =>
          applyInOrder(store, event, async ({ resource, sequence }) => {
            await Promise.resolve();
            state[resource.id] = sequence;
          });
        if (atOnce) await Promise.all(delivered.map(take));
        else for (const event of delivered) await take(event);
        expect(state).toEqual(newestOf(events));
      }),
    );
  });

  it('are each applied once and in sequence when what comes too early is sent again', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ([events, delivered]) => {
        const store = inMemorySequences();
        const applied: string[] = [];
        const key = (event: WebhookEvent) => `${event.resource.id} ${event.sequence}`;
        const take = (event: WebhookEvent) =>
          applyInOrder(store, event, async (each, { missing }) => {
            if (missing) throw new Error('too early');
            applied.push(key(each));
          });
        let waiting = delivered;
        while (waiting.length > 0) {
          const again: WebhookEvent[] = [];
          for (const event of waiting) await take(event).catch(() => again.push(event));
          waiting = again;
        }
        for (const id of orders) {
          expect(applied.filter((each) => each.startsWith(id))).toEqual(events.filter(({ resource }) => resource.id === id).map(key));
        }
      }),
    );
  });

  it('tell which sequences have not come yet, and only those', async () => {
    const store = inMemorySequences();
    const gaps: unknown[] = [];
    const outcomes: string[] = [];
    for (const sequence of [3, 1, 3, 4, 7]) {
      outcomes.push(await applyInOrder(store, approvedEvent({ sequence }), async (_, { missing }) => void gaps.push(missing)));
    }
    expect(outcomes).toEqual(['applied', 'older', 'older', 'applied', 'applied']);
    expect(gaps).toEqual([{ from: 1, to: 2 }, undefined, { from: 5, to: 6 }]);
  });

  it('count each order, payout and import for itself', async () => {
    const store = inMemorySequences();
    const take = (event: WebhookEvent) => applyInOrder(store, event, async () => {});
    const [id = ''] = orders;
    await take(approvedEvent({ sequence: 5 }));
    const payout: WebhookEvent = {
      ...approvedEvent(),
      type: 'payout.completed',
      resource: { type: 'payout', id },
      data: { payoutId: 'po_0000', net: 1, completedOn: '2026-11-20' },
    };
    expect(await take(payout)).toBe('applied');
  });

  it('leave a failed one to be tried again, and hold nobody up behind it', async () => {
    const store = inMemorySequences();
    const failing = applyInOrder(store, approvedEvent({ sequence: 1 }), () => Promise.reject(new Error('no database')));
    const next = applyInOrder(store, approvedEvent({ sequence: 2 }), async () => {});
    await expect(failing).rejects.toThrow('no database');
    expect(await next).toBe('applied');
    const fresh = inMemorySequences();
    await applyInOrder(fresh, approvedEvent(), () => Promise.reject(new Error('no database'))).catch(() => {});
    expect(await applyInOrder(fresh, approvedEvent(), async () => {})).toBe('applied');
  });

  it('are applied with what the store works with, such as its transaction', async () => {
    const used: string[] = [];
    const store: SequenceStore<{ readonly query: (sql: string) => void }> = {
      hold: async (_, work) => void (await work(0, { query: (sql) => void used.push(sql) })),
    };
    await applyInOrder(store, approvedEvent(), async (event, { context }) => context.query(`update ${event.resource.id}`));
    expect(used).toEqual([`update ${orders[0]}`]);
  });
});
