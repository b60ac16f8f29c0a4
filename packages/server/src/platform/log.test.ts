import { describe, expect, it } from 'vitest';
import { createLogger, type LogOptions } from './log.ts';

function listen(options: Omit<LogOptions, 'destination'> = {}) {
  const lines: string[] = [];
  const logger = createLogger({ readable: false, ...options, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const canary = '太郎カナリア';

describe('the log', () => {
  it('tells of a request what an operator needs', () => {
    const { logger, last } = listen();
    logger.info({ requestId: 'req_1', method: 'POST', route: '/v1/orders', status: 201, ms: 12.5 }, 'request');
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'request',
      requestId: 'req_1',
      method: 'POST',
      route: '/v1/orders',
      status: 201,
      ms: 12.5,
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('G27: drops every field that is not on its list, and everything nested', () => {
    const { logger, lines } = listen();
    logger.info({ buyer: { name: canary }, note: canary, route: { secretly: canary }, orderId: 'ord_1', body: canary }, 'request');
    logger.child({ buyer: { name: canary }, name: canary, orderId: 'ord_1' }).info('child');
    logger.child({ anything: { name: canary, phone: canary } }).info('child');
    logger.child({ orderId: 'ord_1' }).child({ email: canary }).info('grandchild');
    expect(lines.join('')).not.toContain(canary);
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.includes('ord_1') || line.includes('child'))).toBe(true);
  });

  it('G27: keeps of a database’s error its names but not its words, which may quote a row', () => {
    const { logger, lines, last } = listen();
    const error = Object.assign(new Error(`Key (name)=(${canary}) already exists.`), {
      code: '23505',
      constraint: 'orders_pkey',
      table: 'orders',
      detail: canary,
      params: [canary],
      query: canary,
    });
    logger.error(error);
    logger.error({ err: error });
    logger.error({ error, orderId: 'ord_1' }, 'saving failed');
    expect(lines.join('')).not.toContain(canary);
    expect(last()).toMatchObject({ msg: 'saving failed', error: { code: '23505', constraint: 'orders_pkey', table: 'orders' } });
  });

  it('keeps the words and the place of our own errors', () => {
    const { logger, last } = listen();
    logger.error({ err: new TypeError('not a mode: prod') }, 'failed');
    expect(last()).toMatchObject({
      error: { type: 'TypeError', message: 'not a mode: prod', stack: expect.stringContaining('log.test.ts') },
    });
  });

  it('cuts long texts', () => {
    const { logger, last } = listen();
    logger.info({ route: 'x'.repeat(1_000) });
    expect(last()['route']).toHaveLength(200);
  });

  it('is silent below its level', () => {
    const { logger, lines } = listen({ level: 'warn' });
    logger.info('no');
    logger.warn('yes');
    expect(lines).toHaveLength(1);
  });

  it('is one readable line when a person watches', () => {
    const { logger, lines } = listen({ readable: true });
    logger.info({ method: 'GET', route: '/v1/orders', status: 200, ms: 3 }, 'request');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}request method=GET route=\/v1\/orders status=200 ms=3\n$/);
  });
});
