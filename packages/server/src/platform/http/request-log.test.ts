import { describe, expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { createRequestLog } from './request-log.ts';

const answered = (path: string, more = {}) => ({
  requestId: 'req_1',
  method: 'GET',
  route: '/v1/orders',
  path,
  status: 200,
  ms: 1.5,
  merchantId: 'mer_a',
  mode: 'test' as const,
  ...more,
});

function log(most?: number) {
  let count = 0;
  return createRequestLog({
    now: () => instant('2026-10-01T00:00:00Z'),
    newId: () => `log_${String((count += 1)).padStart(4, '0')}`,
    ...(most === undefined ? {} : { most }),
  });
}

describe('the log of requests', () => {
  it('keeps the latest and forgets the rest', () => {
    const kept = log(10);
    for (let count = 1; count <= 57; count += 1) kept.note(answered(`/${count}`));
    const paths = kept.read({ merchantId: 'mer_a', after: undefined, limit: 100 }).map(({ path }) => path);
    expect(paths).toEqual(Array.from({ length: 10 }, (_, index) => `/${48 + index}`));
    expect(kept.read({ merchantId: 'mer_a', after: 'log_0055', limit: 100 }).map(({ path }) => path)).toEqual(['/56', '/57']);
    expect(kept.read({ merchantId: 'mer_a', after: 'log_0001', limit: 2 }).map(({ path }) => path)).toEqual(['/48', '/49']);
  });

  it('notes neither live calls, nor strangers, nor its own readers', () => {
    const kept = log();
    kept.note(answered('/live', { mode: 'live' }));
    kept.note(answered('/stranger', { merchantId: undefined, mode: undefined }));
    kept.note(answered('/v1/sandbox/request-logs', { route: '/v1/sandbox/request-logs' }));
    kept.note(answered('/mine', { code: 'not_found', status: 404 }));
    expect(kept.read({ merchantId: 'all', after: undefined, limit: 9 })).toEqual([
      {
        id: 'log_0001',
        at: '2026-10-01T09:00:00+09:00',
        method: 'GET',
        path: '/mine',
        status: 404,
        ms: 1.5,
        requestId: 'req_1',
        code: 'not_found',
      },
    ]);
  });
});
