import { afterEach, describe, expect, it } from 'vitest';
import { describeBothEngines, describePostgres, type OpenDatabase } from '../../../../tests/support/databases.ts';
import { answered, type Stage, stageOn } from '../webhooks.fixture.ts';

let stages: Stage[] = [];
const stage = async (open: OpenDatabase) => {
  const made = stageOn(await open());
  stages.push(made);
  return made;
};

/** Receivers that answer when the test says so. */
function heldBack(isHeld: (url: string) => boolean) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    release: resolve,
    receive: (request: { url: string }) => (isHeld(request.url) ? promise.then(() => answered(204)) : answered(204)),
  };
}

describeBothEngines('the sending of webhooks', (open) => {
  afterEach(() => {
    expect(stages.flatMap((each) => each.faults)).toEqual([]);
    stages = [];
  });

  describe('a receiver that hangs', () => {
    it('holds four places of its own and delays nobody', async () => {
      const here = await stage(open);
      await here.register('hanging');
      await here.register('quick', { merchantId: 'mer_b' });
      await here.register('sibling');
      const held = heldBack((url) => url.endsWith('hanging'));
      here.receive(held.receive);
      await here.tell(20);
      await here.tell(20, { merchantId: 'mer_b' });
      await here.begin();
      const sentTo = (path: string) => here.requests.filter(({ url }) => url.endsWith(path)).length;
      await here.sent(44);
      await here.begin();
      expect([sentTo('hanging'), sentTo('quick'), sentTo('sibling')]).toEqual([4, 20, 20]);
      held.release();
      await here.deliver();
      expect(sentTo('hanging')).toBe(20);
      expect((await here.deliveries()).every(({ status }) => status === 'succeeded')).toBe(true);
    });
  });

  describe('a process that dies between sending and recording', () => {
    it('leaves the delivery to another, which sends it again with the same id', async () => {
      const here = await stage(open);
      await here.register('shop');
      await here.tell(1);
      const held = heldBack(() => true);
      here.receive(held.receive);
      await here.begin();
      await here.sent(1);
      // The receiver has it; the process is gone before it could write that down.
      await here.deliverer.stop(Promise.resolve());
      expect((await here.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([['pending', 0]]);

      here.receive(() => answered(204));
      const next = here.another();
      here.passMs(59_999);
      await next.run();
      await next.settled();
      expect(here.requests).toHaveLength(1);
      here.passMs(1);
      await next.run();
      await next.settled();
      expect(here.requests).toHaveLength(2);
      expect(here.requests[1]?.headers['webhook-id']).toBe(here.requests[0]?.headers['webhook-id']);
      expect(here.requests[1]?.body).toBe(here.requests[0]?.body);
      expect((await here.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([['succeeded', 1]]);
    });

    it('that ends in good order waits for answers within its patience', async () => {
      const here = await stage(open);
      await here.register('shop');
      await here.tell(6);
      const held = heldBack(() => true);
      here.receive(held.receive);
      await here.begin();
      await here.sent(4);
      const stopped = here.deliverer.stop(new Promise(() => {}));
      held.release();
      await stopped;
      expect((await here.deliveries()).map(({ status }) => status).toSorted()).toEqual([
        'pending',
        'pending',
        ...Array.from({ length: 4 }, () => 'succeeded'),
      ]);
    });
  });

  describe('a secret', () => {
    it('that this server cannot open holds up nobody else', async () => {
      const here = await stage(open);
      const broken = await here.register('broken');
      await here.register('whole');
      await (await open()).admin(`update webhook_endpoints set secret = '\\x00' where id = '${broken.id}'`);
      await here.tell(1);
      await here.deliver();
      expect(here.requests.map(({ url }) => url)).toEqual(['https://shop.example/whole']);
      expect(here.faults).toHaveLength(1);
      here.faults.length = 0;
    });
  });
});

describePostgres('webhooks of several processes', (open) => {
  it('send each event once, and never more than four at a time to one receiver', async () => {
    const here = await stage(open);
    await here.register('shop');
    await here.register('other', { merchantId: 'mer_b' });
    await here.tell(60);
    await here.tell(60, { merchantId: 'mer_b' });
    const open4 = new Map<string, number>();
    let most = 0;
    here.receive(async ({ url }) => {
      const now = (open4.get(url) ?? 0) + 1;
      open4.set(url, now);
      most = Math.max(most, now);
      await here.inTest(async (unit) => unit.tx.query('select 1'));
      open4.set(url, (open4.get(url) ?? 0) - 1);
      return answered(204);
    });
    const processes = [here.deliverer, here.another(), here.another(), here.another()];
    while ((await here.deliveries()).length < 60 || (await here.deliveries()).some(({ status }) => status === 'pending')) {
      await Promise.all(processes.map((each) => each.run()));
      await Promise.all(processes.map((each) => each.settled()));
    }
    while ((await here.deliveries('mer_b')).some(({ status }) => status === 'pending')) await here.deliver();
    expect(here.requests).toHaveLength(120);
    expect(new Set(here.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(120);
    expect(most).toBeLessThanOrEqual(4);
    expect(here.faults).toEqual([]);
  });
});
