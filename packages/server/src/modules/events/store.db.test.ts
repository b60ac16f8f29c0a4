import { describe, expect, it } from 'vitest';
import { describeBothEngines, describePostgres, type OpenDatabase } from '../../../tests/support/databases.ts';
import { testUnit, type TestUnits } from '../../../tests/support/unit.ts';
import { localDate } from '../../core/time.ts';
import type { DomainEvent } from '../../core/unit.ts';
import {
  findEvents,
  hasUnread,
  loadEvents,
  loadEventsInOrder,
  loadHistory,
  moveWatermark,
  type OutboxEvent,
  passOthers,
  readOutbox,
  recordEvents,
  skipOutbox,
} from './index.ts';

const event = (sequence: number, more: Partial<DomainEvent> = {}): DomainEvent => ({
  merchantId: 'mer_a',
  type: 'order.amended',
  resource: { type: 'order', id: 'ord_1' },
  sequence,
  data: { status: 'approved', billedAmount: 11_000 },
  ...more,
});
const unitsOf = async (open: OpenDatabase) => testUnit(await open(), { now: '2026-11-20T14:59:00Z' });

describeBothEngines('events', (open) => {
  describe('what happened', () => {
    it('is written down with its moment and kept as it was told', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(1), event(2, { type: 'order.approved' })]));
      const [newest] = await units.run((unit) => loadEvents(unit.tx, { merchantId: 'mer_a', limit: 1 }));
      expect(newest).toMatchObject({ ...event(2, { type: 'order.approved' }), mode: 'test', createdAt: '2026-11-20T14:59:00.000Z' });
    });

    it('can be told once per place in a sequence', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(1)]));
      await expect(units.run((unit) => recordEvents(unit, [event(1, { type: 'order.cancelled' })]))).rejects.toThrow('events_sequence');
    });

    it('is listed newest first, by type, thing and Japanese day, page by page', async () => {
      const units = await unitsOf(open);
      await units.run((unit) =>
        recordEvents(unit, [event(1), event(2, { type: 'order.approved' }), event(1, { resource: { type: 'order', id: 'ord_2' } })]),
      );
      units.moveTo('2026-11-20T15:00:00Z');
      await units.run((unit) => recordEvents(unit, [event(3, { type: 'order.cancelled' })]));
      const list = (more: Partial<Parameters<typeof loadEvents>[1]>) =>
        units.run(async (unit) =>
          (await loadEvents(unit.tx, { merchantId: 'mer_a', limit: 10, ...more })).map((each) => `${each.resource.id} ${each.sequence}`),
        );
      expect(await list({})).toEqual(['ord_1 3', 'ord_2 1', 'ord_1 2', 'ord_1 1']);
      expect(await list({ type: 'order.amended' })).toEqual(['ord_2 1', 'ord_1 1']);
      expect(await list({ resourceId: 'ord_2' })).toEqual(['ord_2 1']);
      expect(await list({ from: localDate('2026-11-21') })).toEqual(['ord_1 3']);
      expect(await list({ to: localDate('2026-11-20') })).toEqual(['ord_2 1', 'ord_1 2', 'ord_1 1']);
      const [first] = await units.run((unit) => loadEvents(unit.tx, { merchantId: 'mer_a', limit: 1 }));
      expect(await list({ beforeId: first?.id, limit: 1 })).toEqual(['ord_2 1']);
    });

    it('is the history of one thing in sequence, from any place on', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(2), event(1), event(3)]));
      const from = (afterSequence: number) =>
        units.run(async (unit) =>
          (await loadHistory(unit.tx, { merchantId: 'mer_a', resourceId: 'ord_1', afterSequence, limit: 2 })).map((each) => each.sequence),
        );
      expect([await from(0), await from(2)]).toEqual([[1, 2], [3]]);
    });

    it('is not shown to another merchant', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(1)]));
      expect(await units.run((unit) => loadEvents(unit.tx, { merchantId: 'mer_b', limit: 10 }))).toEqual([]);
      const walled = testUnit(await open(), { merchants: ['mer_b'] });
      expect(await walled.run((unit) => loadEvents(unit.tx, { merchantId: 'mer_a', limit: 10 }))).toEqual([]);
    });
  });

  describe('a consumer of the outbox', () => {
    // Another database of the same server may have an older transaction open for a moment; the reader waits behind it.
    async function readWhen(
      units: TestUnits,
      expected: { readonly limit?: number; readonly count: number; readonly consumer?: string },
    ): Promise<OutboxEvent[]> {
      for (;;) {
        const read = await units.run((unit) => readOutbox(unit.tx, expected.consumer ?? 'webhooks', expected.limit ?? 10));
        if (read.length >= expected.count) return read;
      }
    }

    it('reads each event once when it moves its mark, and again when it does not', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(1), event(2), event(3)]));
      const [first, second] = await readWhen(units, { limit: 2, count: 2 });
      expect([first?.sequence, second?.sequence]).toEqual([1, 2]);
      expect((await readWhen(units, { limit: 2, count: 2 })).map((each) => each.id)).toEqual([first?.id, second?.id]);
      await units.run((unit) => moveWatermark(unit.tx, 'webhooks', second?.watermark ?? { xid: '0', id: '' }));
      const rest = await readWhen(units, { count: 1 });
      expect(rest.map((each) => each.sequence)).toEqual([3]);
      expect(await readWhen(units, { count: 3, consumer: 'mail' })).toHaveLength(3);
    });

    it('knows without a lock whether there is anything to read, and may leave behind what was there', async () => {
      const units = await unitsOf(open);
      const unread = () => units.run((unit) => hasUnread(unit.tx, 'webhooks'));
      expect(await unread()).toBe(false);
      await units.run((unit) => recordEvents(unit, [event(1), event(2)]));
      expect(await unread()).toBe(true);
      while (await unread()) await units.run((unit) => skipOutbox(unit.tx, 'webhooks'));
      expect(await units.run((unit) => readOutbox(unit.tx, 'webhooks', 10))).toEqual([]);
      await units.run((unit) => recordEvents(unit, [event(3)]));
      expect((await readWhen(units, { count: 1 })).map((each) => each.sequence)).toEqual([3]);
    });

    it('is not held up by the events of the other mode, and loses none of its own over them', async () => {
      const units = await unitsOf(open);
      const live = testUnit(await open(), { mode: 'live' });
      const place = async () => (await units.run((unit) => unit.tx.query<{ xid: string }>(`select xid::text from event_dispatch`)))[0]?.xid;
      await live.run((unit) => recordEvents(unit, [event(1), event(2)]));
      await units.run((unit) => passOthers(unit.tx, 'webhooks'));
      expect(Number(await place())).toBeGreaterThan(0);
      await units.run((unit) => recordEvents(unit, [event(1)]));
      const before = await place();
      await readWhen(units, { count: 1 });
      await units.run((unit) => passOthers(unit.tx, 'webhooks'));
      expect(await place()).toBe(before);
      expect(await readWhen(units, { count: 1 })).toHaveLength(1);
    });

    it('finds events by name, those of its mode', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => recordEvents(unit, [event(1), event(1, { merchantId: 'mer_b' })]));
      const [mine] = await units.run((unit) => loadEvents(unit.tx, { merchantId: 'mer_a', limit: 1 }));
      const refs = [mine?.id ?? '', 'evt_unknown'].flatMap((id) => [
        { merchantId: 'mer_a', id },
        { merchantId: 'mer_b', id },
      ]);
      expect(await units.run((unit) => findEvents(unit.tx, refs))).toEqual([mine]);
      const live = testUnit(await open(), { mode: 'live' });
      expect(await live.run((unit) => findEvents(unit.tx, refs))).toEqual([]);
    });

    it('has a mark of its own in each mode', async () => {
      const units = await unitsOf(open);
      const live = testUnit(await open(), { mode: 'live' });
      await live.run((unit) => recordEvents(unit, [event(1)]));
      await units.run((unit) => recordEvents(unit, [event(1)]));
      const [mine] = await readWhen(units, { count: 1 });
      await units.run((unit) => moveWatermark(unit.tx, 'webhooks', mine?.watermark ?? { xid: '0', id: '' }));
      expect(await units.run((unit) => readOutbox(unit.tx, 'webhooks', 10))).toEqual([]);
      expect(await readWhen(live, { count: 1 })).toHaveLength(1);
    });
  });
});

describePostgres('the outbox under open transactions', (open) => {
  it('holds back what came after a transaction that is still open, so that nothing is passed over', async () => {
    const units = await unitsOf(open);
    const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = units.run(async (unit) => {
      await recordEvents(unit, [event(1)]);
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await units.run((unit) => recordEvents(unit, [event(1, { resource: { type: 'order', id: 'ord_2' } })]));
    expect(await units.run((unit) => readOutbox(unit.tx, 'webhooks', 10))).toEqual([]);
    mayCommit.resolve();
    await slow;
    let all: OutboxEvent[] = [];
    while (all.length < 2) all = await units.run((unit) => readOutbox(unit.tx, 'webhooks', 10));
    expect(all.map((each) => each.resource.id)).toEqual(['ord_1', 'ord_2']);
  });

  it('lets those who follow by the last id seen pass over nothing either', async () => {
    const units = await unitsOf(open);
    const follow = (afterId?: string) => units.run((unit) => loadEventsInOrder(unit.tx, { merchantId: 'mer_a', afterId, limit: 10 }));
    const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // Its id is the older one, and its transaction ends later.
    const slow = units.run(async (unit) => {
      await recordEvents(unit, [event(1)]);
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await units.run((unit) => recordEvents(unit, [event(1, { resource: { type: 'order', id: 'ord_2' } })]));
    expect(await follow()).toEqual([]);
    mayCommit.resolve();
    await slow;
    let seen: Awaited<ReturnType<typeof follow>> = [];
    while (seen.length < 2) seen = [...seen, ...(await follow(seen.at(-1)?.id))];
    expect(seen.map((each) => each.resource.id)).toEqual(['ord_1', 'ord_2']);
  });
});
