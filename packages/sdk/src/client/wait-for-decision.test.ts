import { describe, expect, it } from 'vitest';
import { exampleDetail } from '../../tests/support/examples.ts';
import { json, problem, scriptedServer } from '../../tests/support/scripted-server.ts';

const { id } = exampleDetail;
const waiting = {
  ...exampleDetail,
  status: 'manual_review',
  axes: { ...exampleDetail.axes, credit: 'manual_review' },
  expectedBy: '2026-11-20T09:10:00+09:00', // ten minutes after the scripted clock begins
};

describe('waiting for a decision', () => {
  it('looks again after growing waits until a person has decided', async () => {
    const server = scriptedServer(json(200, waiting), json(200, waiting), json(200, waiting), json(200, exampleDetail));
    expect(await server.client().orders.waitForDecision(id)).toEqual(exampleDetail);
    expect(server.waits).toEqual([875, 1_750, 3_500]); // an eighth less than 1, 2 and 4 seconds by a random() of 0.5
  });

  it.each(['approved', 'rejected', 'on_hold', 'cancelled', 'expired'])('ends at once for an order that is %s', async (credit) => {
    const server = scriptedServer(json(200, { ...exampleDetail, axes: { ...exampleDetail.axes, credit } }));
    expect(await server.client().orders.waitForDecision(id)).toMatchObject({ axes: { credit } });
    expect(server.waits).toEqual([]);
  });

  it('waits for no longer than a minute at a time', async () => {
    const server = scriptedServer(json(200, waiting), ...Array.from({ length: 8 }, () => json(200, waiting)), json(200, exampleDetail));
    await server.client().orders.waitForDecision(id);
    expect(Math.max(...server.waits)).toBe(52_500);
  });

  it('gives up a minute after the decision was expected, having looked a last time', async () => {
    const server = scriptedServer(json(200, waiting));
    await expect(server.client().orders.waitForDecision(id)).rejects.toMatchObject({
      name: 'TimeoutError',
      retryable: true,
      message: expect.stringMatching(/still manual_review.*expected by 2026-11-20T09:10:00\+09:00/),
    });
    expect(server.waits.reduce((sum, ms) => sum + ms, 0)).toBe(660_000);
    expect(server.requests).toHaveLength(server.waits.length + 1);
  });

  it('waits at least a minute when the decision is late already', async () => {
    const server = scriptedServer(json(200, { ...waiting, expectedBy: '2026-11-19T09:00:00+09:00' }));
    await expect(server.client().orders.waitForDecision(id)).rejects.toThrow('still manual_review');
    expect(server.waits.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  it('waits as long as it is told, whatever was expected', async () => {
    const server = scriptedServer(json(200, waiting));
    await expect(server.client().orders.waitForDecision(id, { atMostMs: 5_000 })).rejects.toMatchObject({ code: 'timeout' });
    expect(server.waits.reduce((sum, ms) => sum + ms, 0)).toBe(5_000);
  });

  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    const server = scriptedServer(json(200, waiting), (request) => {
      controller.abort(new Error('the shopper left'));
      return json(200, waiting)(request);
    });
    await expect(server.client().orders.waitForDecision(id, { signal: controller.signal })).rejects.toThrow('the shopper left');
    expect(server.requests).toHaveLength(2);
  });

  it('ends with the refusal when the order is not there', async () => {
    const server = scriptedServer(problem(404, 'not_found'));
    await expect(server.client().orders.waitForDecision(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
