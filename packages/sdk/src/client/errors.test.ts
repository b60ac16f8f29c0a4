import { describe, expect, it } from 'vitest';
import { exampleOrder, exampleSummary } from '../../tests/support/examples.ts';
import { broken, json, problem, scriptedServer, silent, type Step } from '../../tests/support/scripted-server.ts';
import { WebhookVerificationError } from '../webhooks/index.ts';
import { AtobaraiError, ConflictError, isAtobaraiError, RateLimitError } from '../index.ts';

const id = exampleSummary.id;
const goods = { amount: 1_000, reason: 'returned' } as const;

async function errorOf(work: Promise<unknown>): Promise<AtobaraiError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isAtobaraiError(error)) return error;
  throw new Error('the call did not fail with an error of ours', { cause: error });
}

const failures: readonly (readonly [string, Step])[] = [
  ['RequestError', problem(422, 'phone_invalid')],
  ['AuthenticationError', problem(403, 'insufficient_scope')],
  ['ConflictError', problem(409, 'idempotency_in_progress')],
  ['RateLimitError', problem(429, 'rate_limited')],
  ['ServerError', problem(503, 'unavailable')],
  ['ServerError', json(201, { id })],
  ['ConnectionError', broken],
  ['TimeoutError', silent],
];

describe('the idempotency key of a call that failed for good', () => {
  it.each(failures)('is told by the %s, so that the call can be repeated and nothing is done twice', async (name, step) => {
    const server = scriptedServer(step);
    const client = server.client({ retry: { limit: 1 }, ...(step === silent ? { timeoutMs: 5 } : {}) });
    const error = await errorOf(client.orders.returnItems(id, goods));
    const key = server.requests[0]?.headers.get('idempotency-key');
    expect(key).toEqual(expect.any(String));
    expect([error.name, error.idempotencyKey]).toEqual([name, key]);
  });

  it('is the one of the caller, when there is one', async () => {
    const { client } = scriptedServer(problem(503, 'unavailable'));
    const error = await errorOf(client().orders.returnItems(id, goods, { idempotencyKey: 'return-1' }));
    expect(error.idempotencyKey).toBe('return-1');
  });

  it('is told for a stream, which is sent only once', async () => {
    const server = scriptedServer(problem(503, 'unavailable'));
    const error = await errorOf(server.client().imports.create({ kind: 'orders' }, new Blob(['a']).stream()));
    expect(error.idempotencyKey).toBe(server.requests[0]?.headers.get('idempotency-key'));
  });

  it('is another one for each call', async () => {
    const { orders } = scriptedServer(problem(422, 'phone_invalid')).client();
    const [one, other] = [await errorOf(orders.register(exampleOrder)), await errorOf(orders.register(exampleOrder))];
    expect(one.idempotencyKey).not.toBe(other.idempotencyKey);
  });

  it('is absent where nothing was sent, where nothing is changed, and from what is no call', async () => {
    const { orders } = scriptedServer(problem(503, 'unavailable')).client();
    const errors = [
      await errorOf(orders.cancel('ord 1')),
      await errorOf(orders.get(id)),
      new WebhookVerificationError('bad_timestamp', ''),
    ];
    expect(errors.map(({ idempotencyKey }) => idempotencyKey)).toEqual([undefined, undefined, undefined]);
  });

  it('is kept by every class that is given one', () => {
    const details = { code: 'unavailable', idempotencyKey: 'return-1' };
    const errors = [AtobaraiError, ConflictError, RateLimitError].map((kind) => new kind('', details));
    expect(errors.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['return-1', 'return-1', 'return-1']);
  });
});
