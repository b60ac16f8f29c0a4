import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  RateLimitError,
  RequestError,
  ServerError,
  TimeoutError,
} from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { CommandError, exitCodes, usageError } from '../model.ts';
import { errorLines, errorReport, exitCodeOf } from './exit-code.ts';

const problem = (fields: { path: string; code: string; message: string }[]) => ({
  type: 'about:blank',
  title: '誤り',
  status: 422,
  detail: '入力に誤りがあります。',
  code: 'required',
  requestId: 'req_1',
  fields,
});

describe('how a command ends', () => {
  it.each([
    [usageError({ ja: '', en: '' }), 2],
    [new CommandError('x', exitCodes.refused, { ja: '', en: '' }), 3],
    [new AuthenticationError('', { code: 'unauthorized', status: 401 }), 3],
    [new ConnectionError('', { code: 'connection_failed' }), 4],
    [new TimeoutError('', { code: 'timeout' }), 4],
    [new ServerError('', { code: 'unavailable', status: 503 }), 4],
    [new ServerError('', { code: 'invalid_reply', status: 200 }), 1],
    [new RequestError('', { code: 'required', status: 422 }), 1],
    [new ConflictError('', { code: 'illegal_transition', status: 409 }), 1],
    [new RateLimitError('', { code: 'rate_limited', status: 429 }), 1],
    [new TypeError('a bug'), 1],
  ])('%s ends with %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('what is said of an error', () => {
  it('names every field that is wrong, and what to quote when asking', () => {
    const fields = [{ path: 'days', code: 'due_range', message: '14日までです。' }];
    const error = new RequestError('said otherwise', { code: 'required', status: 422, requestId: 'req_1', problem: problem(fields) });
    const report = errorReport(error, 'ja');
    expect(report).toEqual({ code: 'required', message: '入力に誤りがあります。', status: 422, requestId: 'req_1', fields });
    expect(errorLines(report)).toEqual(['入力に誤りがあります。 (required, req_1)', '  days: 14日までです。 (due_range)']);
  });

  it('is in the language of the reader where the library itself speaks', () => {
    const error = new ConnectionError('http://localhost could not be reached', { code: 'connection_failed' });
    expect(errorReport(error, 'ja').message).toMatch(/^サーバーに接続できません/);
    expect(errorReport(error, 'en').message).toMatch(/^The server cannot be reached/);
  });

  it('says what a bug says', () => {
    expect(errorReport(new TypeError('x is not a function'), 'ja')).toEqual({ code: 'unexpected', message: 'x is not a function' });
  });
});
