import { AuthenticationError, ConflictError, ConnectionError, RequestError, ServerError, TimeoutError } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { problem } from '../lib/problems';
import { OrderNotMapped } from '../operations/order-not-mapped';
import { failureOf, isUnanswered, TaskError } from './failure';

const problemOf = (code: string, fields: { path: string; code: string; message: string }[] = []) => ({
  type: 'about:blank',
  title: code,
  status: 422,
  detail: code,
  code,
  requestId: 'req_1',
  fields,
});

describe('how a failure is taken', () => {
  it.each([
    ['the service cannot be reached', new ConnectionError('down', { code: 'connection_failed', retryable: true })],
    ['the service is too slow', new TimeoutError('slow', { code: 'timeout', retryable: true })],
    ['the service is overloaded', new ServerError('busy', { code: 'unavailable', status: 503, retryable: true })],
    ['the API key is wrong: it is mended in the settings', new AuthenticationError('no', { code: 'unauthorized', status: 401 })],
    ['SF-15: the order is not approved yet', new ConflictError('wait', { code: 'not_approved', status: 409 })],
    ['somebody else changed the order first', new ConflictError('again', { code: 'version_conflict', status: 409 })],
  ])('waits when %s', (_, error) => {
    expect(failureOf(error).kind).toBe('waiting');
    expect(isUnanswered(error)).toBe(true);
  });

  it.each([
    ['a field is wrong', new RequestError('no', { code: 'phone_invalid', status: 422 })],
    ['the carrier is not designated (AD-09)', new RequestError('no', { code: 'carrier_not_allowed', status: 422 })],
    ['the step is not open', new ConflictError('no', { code: 'illegal_transition', status: 409 })],
  ])('is refused when %s', (_, error) => {
    expect(failureOf(error).kind).toBe('refused');
    expect(isUnanswered(error)).toBe(false);
  });

  it('names the code and each field that is wrong', () => {
    const fields = [{ path: 'buyer.phone', code: 'phone_invalid', message: '電話番号を確認してください。' }];
    const error = new RequestError('入力に誤りがあります', {
      code: 'phone_invalid',
      status: 422,
      problem: problemOf('phone_invalid', fields),
    });
    expect(failureOf(error).message).toBe('phone_invalid: 入力に誤りがあります (buyer.phone: 電話番号を確認してください。)');
  });

  it('tells the staff all that keeps an order from being carried over, in their language', () => {
    const error = new OrderNotMapped([problem('field_missing', { field: 'shipping_address.phone' })], 'for the shopper');
    expect(failureOf(error)).toMatchObject({ kind: 'refused', message: expect.stringContaining('電話番号') });
    expect(failureOf(error, 'en').message).toContain('phone');
  });

  it('tries again what nobody foresaw', () => {
    expect(failureOf(new Error('deadlock detected'))).toEqual({ kind: 'broken', message: 'deadlock detected' });
    expect(failureOf('text')).toEqual({ kind: 'broken', message: 'text' });
  });

  it('believes a task that knows itself why it cannot go on', () => {
    expect(failureOf(new TaskError('waiting', 'not yet'))).toEqual({ kind: 'waiting', message: 'not yet' });
  });
});
