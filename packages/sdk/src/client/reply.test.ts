import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { exampleSummary } from '../../tests/support/examples.ts';
import { broken, json, problem, scriptedServer, silent, type Step } from '../../tests/support/scripted-server.ts';
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  isAtobaraiError,
  isConflictError,
  isRequestError,
  RateLimitError,
  RequestError,
  ServerError,
} from '../index.ts';

async function errorOf(...steps: [Step, ...Step[]]): Promise<unknown> {
  return scriptedServer(...steps)
    .client({ retry: false })
    .orders.cancel(exampleSummary.id)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
}

describe('refusals', () => {
  it.each([
    [400, 'malformed_json', RequestError],
    [401, 'unauthorized', AuthenticationError],
    [403, 'insufficient_scope', AuthenticationError],
    [404, 'not_found', RequestError],
    [409, 'version_conflict', ConflictError],
    [413, 'body_too_large', RequestError],
    [422, 'required', RequestError],
    [429, 'rate_limited', RateLimitError],
    [500, 'unavailable', ServerError],
    [503, 'unavailable', ServerError],
  ])('%i %s is thrown as the error of its kind', async (status, code, kind) => {
    const error = await errorOf(problem(status, code));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ name: kind.name, code, status, requestId: 'req_1', message: `refused: ${code} [${code}, req_1]` });
  });

  it('carries the fields and the legal commands of the answer', async () => {
    const fields = [{ path: 'buyer.phone', code: 'phone_invalid', message: '電話番号が正しくありません' }];
    const body = { type: 'about:blank', title: 't', status: 422, detail: 'd', code: 'phone_invalid', requestId: 'req_2', fields };
    expect(await errorOf(json(422, body))).toMatchObject({ fields, requestId: 'req_2' });
    const conflict = await errorOf(json(409, { ...body, code: 'illegal_transition', status: 409, legalCommands: ['cancel'] }));
    expect(isConflictError(conflict) && conflict.legalCommands).toEqual(['cancel']);
  });

  it('is clear about an answer that is no problem+json, such as the page of a proxy', async () => {
    const error = await errorOf(() => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'x-request-id': 'proxy-7' } }));
    expect(error).toMatchObject({ name: 'ServerError', code: 'http_502', requestId: 'proxy-7', retryable: true });
  });

  it('is known to another copy of this library', async () => {
    const fromOtherCopy = { [Symbol.for('atobarai.error')]: 'RequestError', code: 'required' };
    expect(isAtobaraiError(fromOtherCopy)).toBe(true);
    expect(isRequestError(fromOtherCopy)).toBe(true);
    expect(isConflictError(fromOtherCopy)).toBe(false);
    expect(isAtobaraiError(new Error('other'))).toBe(false);
    expect(isAtobaraiError(null)).toBe(false);
  });

  it('names a server that cannot be reached, and keeps the cause', async () => {
    const cause = new TypeError('fetch failed');
    const error = await errorOf(() => Promise.reject(cause));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection_failed', retryable: true });
    expect((error as Error).message).toContain('http://localhost:4400');
    expect((error as Error).cause).toBe(cause);
  });

  it.each([
    ['a broken connection', broken],
    ['a server that is silent', silent],
    ['a refusal', problem(422, 'required')],
    ['an answer that does not fit', json(200, {})],
  ])('never carries the key, since errors are logged: %s', async (_, step) => {
    const error = await scriptedServer(step)
      .client({ retry: false, timeoutMs: 5 })
      .orders.cancel(exampleSummary.id)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('sk_test_');
  });
});

describe('answers', () => {
  const cancel = (body: unknown) => scriptedServer(json(200, body)).client({ retry: false }).orders.cancel(exampleSummary.id);

  it('keeps fields that the contract does not know', async () => {
    expect(await cancel({ ...exampleSummary, brandNew: { deep: [1] }, axes: { ...exampleSummary.axes, fifth: 'x' } })).toMatchObject({
      brandNew: { deep: [1] },
      axes: { fifth: 'x' },
    });
  });

  it('keeps the words of a newer server in closed lists', async () => {
    expect(await cancel({ ...exampleSummary, status: 'disputed', brandNew: 1 })).toMatchObject({ status: 'disputed', brandNew: 1 });
  });

  it.each([
    ['decision.score (expected number)', { ...exampleSummary, decision: { ...exampleSummary.decision, score: 'high' } }],
    ['taxSummary[0].tax (expected int)', { ...exampleSummary, taxSummary: [{ rate: 10, amount: 1, tax: 0.5 }] }],
    ['status (expected string)', { ...exampleSummary, status: 7 }],
    ['billedAmount (expected number)', { ...exampleSummary, billedAmount: undefined }],
    ['its top (expected object)', 'not an object'],
  ])('names the place where an answer does not fit: %s', async (place, body) => {
    await expect(cancel(body)).rejects.toMatchObject({ name: 'ServerError', code: 'invalid_reply', retryable: false, requestId: 'req_1' });
    await expect(cancel(body)).rejects.toThrow(`does not fit the contract at ${place}`);
  });

  it('says so when an answer is not JSON', async () => {
    const server = scriptedServer(() => new Response('<html>', { status: 200 }));
    await expect(server.client({ retry: false }).orders.cancel(exampleSummary.id)).rejects.toMatchObject({ code: 'invalid_reply' });
  });
});
