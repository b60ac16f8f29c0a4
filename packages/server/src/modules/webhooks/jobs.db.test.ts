import { afterEach, describe, expect, it } from 'vitest';
import { describeBothEngines, type OpenDatabase } from '../../../tests/support/databases.ts';
import { addMs } from '../../core/time.ts';
import type { WebhookAnswer } from './model.ts';
import { attemptDelaysMs } from './policy.ts';
import { changeEndpoint } from './service/endpoints.ts';
import { loadAttempts } from './store/deliveries.ts';
import { answered, silence, type Stage, stageOn } from './webhooks.fixture.ts';

const hourMs = 3_600_000;
let stages: Stage[] = [];
const stage = async (open: OpenDatabase) => {
  const made = stageOn(await open());
  stages.push(made);
  return made;
};

describeBothEngines('webhooks', (open) => {
  afterEach(() => {
    expect(stages.flatMap((each) => each.faults)).toEqual([]);
    stages = [];
  });

  describe('what happened', () => {
    it('reaches every endpoint of its shop that takes it, once, and no other shop', async () => {
      const here = await stage(open);
      await here.register('all');
      await here.register('paid', { events: ['invoice.paid'] });
      await here.register('other', { merchantId: 'mer_b' });
      await here.tell(2);
      await here.tell(1, { type: 'invoice.paid' });
      await here.deliver();
      await here.deliver();
      const sent = here.requests.map(({ url, body }) => `${new URL(url).pathname} ${String(JSON.parse(body).type)}`);
      expect(sent.toSorted()).toEqual(['/all invoice.paid', '/all order.approved', '/all order.approved', '/paid invoice.paid']);
      expect((await here.deliveries()).map(({ status, attempts, lastStatus }) => [status, attempts, lastStatus])).toEqual(
        Array.from({ length: 4 }, () => ['succeeded', 1, 204]),
      );
      expect(await here.deliveries('mer_b')).toEqual([]);
    });

    it('before an endpoint was there is not sent to it, also when nobody listened till then', async () => {
      const here = await stage(open);
      await here.tell(3);
      await here.deliver();
      here.passMs(1);
      await here.register('new');
      await here.tell(1);
      await here.deliver();
      expect(here.requests).toHaveLength(1);
    });

    it('goes out as the API shows it, signed, with its id as webhook-id', async () => {
      const here = await stage(open);
      await here.register('all');
      await here.tell(1);
      await here.deliver();
      const [request] = here.requests;
      const event = JSON.parse(request?.body ?? '') as { id: string };
      expect(Object.keys(event)).toEqual(['id', 'type', 'createdAt', 'mode', 'sequence', 'resource', 'data']);
      expect(request?.headers).toMatchObject({
        'webhook-id': event.id,
        'webhook-timestamp': '1790812800',
        'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/) as string,
      });
      expect(here.notices).toMatchObject([{ merchantId: 'mer_a', eventId: event.id, status: 204, succeeded: true }]);
    });
  });

  describe('a receiver that fails', () => {
    it('is tried ten times within 75 h 35 m, each time with the same id, and then no more', async () => {
      const here = await stage(open);
      await here.register('down');
      await here.tell(1);
      const startedAt = Date.parse(here.now());
      const attempts: number[] = [];
      here.receive(({ headers }) => {
        attempts.push((Number(headers['webhook-timestamp']) * 1_000 - startedAt) / 1_000);
        return silence;
      });
      await here.deliver();
      for (const delayMs of attemptDelaysMs.slice(1)) {
        here.passMs(delayMs - 1);
        await here.deliver();
        here.passMs(1);
        await here.deliver();
      }
      const planned = attemptDelaysMs.map((_, index) => attemptDelaysMs.slice(0, index + 1).reduce((sum, ms) => sum + ms, 0) / 1_000);
      expect(attempts).toEqual(planned);
      expect(new Set(here.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      const [delivery] = await here.deliveries();
      expect(delivery).toMatchObject({ status: 'failed', attempts: 10, nextAttemptAt: null, lastProblem: 'timeout', lastStatus: null });
      here.passMs(1_000 * hourMs);
      await here.deliver();
      expect(here.requests).toHaveLength(10);
    });

    it('and comes back gets what it missed, and has its trouble forgotten', async () => {
      const here = await stage(open);
      const endpoint = await here.register('flaky');
      await here.tell(3);
      here.receive(() => answered(500));
      await here.deliver();
      expect((await here.endpoint(endpoint)).failingSince).toBe(here.now());
      here.receive(() => answered(200));
      here.passMs(5_000);
      await here.deliver();
      expect((await here.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual(
        Array.from({ length: 3 }, () => ['succeeded', 2]),
      );
      expect((await here.endpoint(endpoint)).failingSince).toBeNull();
    });

    it('has every attempt in its log: what was sent, what came back, how long it took', async () => {
      const here = await stage(open);
      await here.register('flaky');
      await here.tell(1);
      here.receive(() => ({ kind: 'answered', status: 500, retryAfter: null, body: 'no buyer taro@example.jp\u0000' }));
      await here.deliver();
      here.receive(() => answered(200));
      here.passMs(5_000);
      await here.deliver();
      const [delivery] = await here.deliveries();
      const log = await here.inTest((unit) => loadAttempts(unit, 'mer_a', delivery?.id ?? ''));
      expect(log).toMatchObject([
        { succeeded: false, status: 500, answer: 'no buyer […]', durationMs: 0, url: 'https://shop.example/flaky' },
        { succeeded: true, status: 200, answer: '' },
      ]);
      expect(log.map(({ headers }) => headers['webhook-timestamp'])).toEqual(['1790812800', '1790812805']);
    });

    it('with 410 is disabled at once, and what else is under way to it is cancelled when its turn comes', async () => {
      const here = await stage(open);
      const endpoint = await here.register('gone');
      await here.tell(1);
      here.receive(() => answered(500));
      await here.deliver();
      here.passMs(1_000);
      await here.tell(1);
      here.receive(() => answered(410));
      await here.deliver();
      expect(await here.endpoint(endpoint)).toMatchObject({ disabledAt: here.now(), disabledReason: 'gone' });
      here.passMs(hourMs);
      await here.tell(1);
      await here.deliver();
      expect((await here.deliveries()).map(({ status }) => status).toSorted()).toEqual(['cancelled', 'failed']);
      expect(here.requests).toHaveLength(2);
    });

    it('for 120 h is disabled, taken up again by hand, and starts afresh', async () => {
      const here = await stage(open);
      const endpoint = await here.register('down');
      here.receive(() => silence);
      const disabledAfterHours = async () => (await here.endpoint(endpoint)).disabledReason;
      await here.tell(1);
      await here.deliver();
      here.passMs(120 * hourMs - 1);
      await here.deliver();
      expect(await disabledAfterHours()).toBeNull();
      here.passMs(1);
      await here.tell(1);
      await here.deliver();
      expect(await disabledAfterHours()).toBe('failing');
      const at = here.now();
      await here.inTest((unit) =>
        changeEndpoint(unit, { merchantId: 'mer_a', id: endpoint.id, patch: { enabled: true }, at }, { isForbidden: () => false }),
      );
      expect(await here.endpoint(endpoint)).toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
      here.receive(() => answered(204));
      await here.tell(1);
      here.passMs(5_000);
      await here.deliver();
      expect((await here.deliveries()).filter(({ status }) => status === 'succeeded').length).toBeGreaterThan(0);
    });

    it.each([429, 503])('%i with Retry-After has its whole queue paused for so long, and no other queue', async (status) => {
      const here = await stage(open);
      await here.register('busy');
      await here.register('idle');
      await here.tell(1);
      here.receive(({ url }) => (url.endsWith('busy') ? answered(status, '600') : answered(204)));
      await here.deliver();
      await here.tell(5);
      here.passMs(599_000);
      await here.deliver();
      const sentTo = (path: string) => here.requests.filter(({ url }) => url.endsWith(path)).length;
      expect([sentTo('busy'), sentTo('idle')]).toEqual([1, 6]);
      here.receive(() => answered(204));
      here.passMs(1_000);
      await here.deliver();
      expect([sentTo('busy'), sentTo('idle')]).toEqual([7, 6]);
    });

    it.each([
      ['204', answered(204)],
      ['500', answered(500)],
      ['429 with a shorter one', answered(429, '60')],
    ])('keeps the pause it asked for when what was under way comes back with %s', async (_, late) => {
      const here = await stage(open);
      const busy = await here.register('busy');
      const pausedUntil = addMs(here.now(), 600_000);
      const { promise: later, resolve } = Promise.withResolvers<WebhookAnswer>();
      here.receive(() => (here.requests.length === 1 ? later : answered(429, '600')));
      await here.tell(2);
      await here.begin();
      await here.sent(2);
      while ((await here.endpoint(busy)).resumeAt === null);
      resolve(late);
      await here.deliverer.settled();
      expect((await here.endpoint(busy)).resumeAt).toBe(pausedUntil);
      here.receive(() => answered(204));
      await here.tell(1);
      here.passMs(599_000);
      await here.deliver();
      expect(here.requests).toHaveLength(2);
      here.passMs(1_000);
      await here.deliver();
      expect((await here.deliveries()).map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    });

    it('may ask for a longer pause while one runs', async () => {
      const here = await stage(open);
      const busy = await here.register('busy');
      const pausedUntil = addMs(here.now(), 600_000);
      const { promise: later, resolve } = Promise.withResolvers<WebhookAnswer>();
      here.receive(() => (here.requests.length === 1 ? later : answered(503, '60')));
      await here.tell(2);
      await here.begin();
      await here.sent(2);
      while ((await here.endpoint(busy)).resumeAt === null);
      resolve(answered(503, '600'));
      await here.deliverer.settled();
      expect((await here.endpoint(busy)).resumeAt).toBe(pausedUntil);
    });
  });
});
