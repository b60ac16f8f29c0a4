import { beforeEach, describe, expect, it } from 'vitest';
import { approvedEvent, otherSecret, requestWith, secret } from './delivery.fixture.ts';
import {
  createWebhookHandler,
  inMemorySeen,
  type SeenEvents,
  signWebhook,
  type WebhookEvent,
  type WebhookHandlerOptions,
} from './index.ts';

let handled: string[];
let errors: unknown[];
beforeEach(() => {
  handled = [];
  errors = [];
});

const handlerWith = (patch: Partial<WebhookHandlerOptions> = {}) =>
  createWebhookHandler({
    secrets: secret,
    seen: inMemorySeen(),
    on: { 'order.approved': async ({ id, data }) => void handled.push(`${id.at(-1)} ${data.shopOrderId}`) },
    onError: (error, event) => void errors.push([error, event.id]),
    ...patch,
  });
const answerOf = async (response: Response) => {
  const { status, headers } = response;
  const body = (await response.json()) as Record<string, unknown>;
  return { ...body, status, type: headers.get('content-type'), retryAfter: headers.get('retry-after') };
};
const expired: WebhookEvent = { ...approvedEvent(), type: 'order.expired', data: {} };

describe('a handler of deliveries', () => {
  it('calls the function for the type, with the event, and answers 200', async () => {
    expect(await answerOf(await handlerWith()(await requestWith()))).toMatchObject({ status: 200, outcome: 'handled' });
    expect(handled).toEqual(['1 A-1001']);
  });

  it('leaves alone what it has no function for, without keeping it in mind', async () => {
    const handle = handlerWith();
    const unknown = JSON.stringify({ ...approvedEvent(), type: 'order.teleported' });
    for (const event of [expired, unknown, JSON.stringify({ ...expired, type: 'constructor' })]) {
      expect(await answerOf(await handle(await requestWith(event)))).toMatchObject({ status: 200, outcome: 'ignored' });
    }
    await handle(await requestWith());
    expect(handled).toEqual(['1 A-1001']);
  });

  it('gives the rest to `otherwise` when there is one', async () => {
    const handle = handlerWith({ otherwise: (event) => void handled.push(event.type) });
    await handle(await requestWith(expired));
    await handle(await requestWith(approvedEvent({ id: 'evt_0000000000000000000002' })));
    expect(handled).toEqual(['order.expired', '2 A-1001']);
  });

  it('handles once what is delivered again and again', async () => {
    const handle = handlerWith();
    await handle(await requestWith());
    const answers = [await handle(await requestWith()), await handle(await requestWith(undefined, { now: () => Date.now() - 60_000 }))];
    for (const answer of answers) expect(await answerOf(answer)).toMatchObject({ status: 200, outcome: 'duplicate' });
    expect(handled).toHaveLength(1);
  });

  it('lets a failure be sent again: 500, nothing remembered, nothing told to the sender', async () => {
    let fails = true;
    const failure = new Error('no database for 見本 花子');
    const handle = handlerWith({
      on: {
        'order.approved': () => {
          if (fails) throw failure;
          handled.push('in the end');
        },
      },
    });
    const answer = await answerOf(await handle(await requestWith()));
    expect(answer).toMatchObject({ status: 500, code: 'handler_failed', type: 'application/problem+json' });
    expect(JSON.stringify(answer)).not.toContain('見本');
    expect(errors).toEqual([[failure, approvedEvent().id]]);
    fails = false;
    expect(await answerOf(await handle(await requestWith()))).toMatchObject({ status: 200, outcome: 'handled' });
    expect(handled).toEqual(['in the end']);
  });

  it('asks to come again while the same event is being handled, and does nothing twice', async () => {
    const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handle = handlerWith({
      on: {
        'order.approved': async ({ id }) => {
          handled.push(id);
          begun.resolve();
          await mayEnd.promise;
        },
      },
    });
    const first = handle(await requestWith());
    await begun.promise;
    expect(await answerOf(await handle(await requestWith()))).toMatchObject({ status: 409, code: 'delivery_in_progress', retryAfter: '5' });
    mayEnd.resolve();
    expect((await first).status).toBe(200);
    expect(await answerOf(await handle(await requestWith()))).toMatchObject({ outcome: 'duplicate' });
    expect(handled).toHaveLength(1);
  });

  it.each(['claim', 'done'] as const)('answers 500 when `seen` itself fails at `%s`, and the event comes again', async (step) => {
    const memory = inMemorySeen();
    let fails = true;
    const seen: SeenEvents = { ...memory, [step]: (id: string) => (fails ? Promise.reject(new Error('seen is down')) : memory[step](id)) };
    const handle = handlerWith({ seen });
    expect((await handle(await requestWith())).status).toBe(500);
    expect(errors).toHaveLength(1);
    fails = false;
    expect(await answerOf(await handle(await requestWith()))).toMatchObject({ status: 200, outcome: 'handled' });
  });

  it('tells of both failures when it cannot even give its claim back', async () => {
    const seen: SeenEvents = { ...inMemorySeen(), release: () => Promise.reject(new Error('seen is down')) };
    const handle = handlerWith({ seen, on: { 'order.approved': () => Promise.reject(new Error('first')) } });
    expect((await handle(await requestWith())).status).toBe(500);
    expect(errors.map((each) => String((each as unknown[])[0]))).toEqual(['Error: seen is down', 'Error: first']);
  });

  it('refuses to be set up with a secret that cannot be one', () => {
    expect(() => handlerWith({ secrets: '' })).toThrow(expect.objectContaining({ code: 'malformed_secret' }));
  });
});

describe('what is no delivery', () => {
  const forged = async (): Promise<Request> => {
    const { body, headers } = await signWebhook(approvedEvent(), otherSecret);
    return new Request('http://shop.example/', { method: 'POST', body, headers });
  };

  it('is answered 400 with the code and what to do, and handled by nobody', async () => {
    const answer = await answerOf(await handlerWith()(await forged()));
    expect(answer).toMatchObject({ status: 400, code: 'no_matching_signature', type: 'application/problem+json' });
    expect(answer).toHaveProperty('detail', expect.stringMatching(/secret of this very endpoint/));
    expect([handled, errors]).toEqual([[], []]);
  });

  it('is answered 405 when it is no POST, saying what is', async () => {
    const answer = await handlerWith()(new Request('http://shop.example/'));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is answered 413 as soon as it is too large, told or not', async () => {
    const large = 'x'.repeat(65_537);
    const told = new Request('http://shop.example/', { method: 'POST', body: 'x', headers: { 'content-length': '65537' } });
    expect((await handlerWith()(told)).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode(large.slice(0, 16_384)));
      },
    });
    const untold = new Request('http://shop.example/', { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
    expect(await answerOf(await handlerWith()(untold))).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(pulled).toBeLessThan(10);
  });

  it('may be as large as you allow', async () => {
    const size = new TextEncoder().encode(JSON.stringify(approvedEvent())).length;
    expect((await handlerWith({ maxBodyBytes: size })(await requestWith())).status).toBe(200);
    expect((await handlerWith({ maxBodyBytes: size - 1 })(await requestWith())).status).toBe(413);
  });

  it('is answered 400 when its body breaks off', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
    const request = new Request('http://shop.example/', { method: 'POST', body: broken, duplex: 'half' } as RequestInit);
    expect(await answerOf(await handlerWith()(request))).toMatchObject({ status: 400, code: 'body_unreadable' });
  });

  it('is answered 500, to be sent again, when the body was read before the handler', async () => {
    const request = await requestWith();
    await request.json();
    expect(await answerOf(await handlerWith()(request))).toMatchObject({ status: 500, code: 'body_already_parsed' });
  });
});

describe('what was seen, in memory', () => {
  it('is the newest events only', async () => {
    const seen = inMemorySeen({ most: 2 });
    for (const id of ['a', 'b', 'c']) {
      await seen.claim(id);
      await seen.done(id);
    }
    expect([await seen.claim('a'), await seen.claim('b'), await seen.claim('c')]).toEqual(['claimed', 'done', 'done']);
  });

  it('knows what is being handled from what was', async () => {
    const seen = inMemorySeen();
    expect([await seen.claim('a'), await seen.claim('a')]).toEqual(['claimed', 'busy']);
    await seen.release('a');
    expect(await seen.claim('a')).toBe('claimed');
  });
});
