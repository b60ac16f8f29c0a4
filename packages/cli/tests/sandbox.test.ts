import type { EventType } from '@atobarai/sdk';
import { eventTypes } from '@atobarai/sdk/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import { isPossible, recipes } from '../src/trigger/recipes.ts';
import { type Machine, newMachine } from './support/cli.ts';

let server: NodeServer;
let machine: Machine;
beforeAll(async () => {
  server = await nodeServer();
  // A Monday.
  await server.client.sandbox.setClock('2026-10-05T12:00:00+09:00');
});
afterAll(() => server.close());
beforeEach(async () => {
  machine = await newMachine({
    ATOBARAI_KEY: server.keys.merchants[0]?.secretKey ?? '',
    ATOBARAI_BASE_URL: server.baseUrl,
    ATOBARAI_OPERATOR_KEY: server.keys.operatorKey,
  });
});
afterEach(() => machine.remove());

const possible = eventTypes.filter((type) => isPossible(recipes[type]));

describe('trigger', () => {
  // One after the other on one sandbox: each must find its own way whatever the others did to the clock.
  it.each(possible.map((type) => [type]))('makes %s happen for real', async (type) => {
    const ran = await machine.run(`trigger ${type} --json`);
    expect(ran.code, ran.notes.join('\n')).toBe(0);
    const { event, ...made } = ran.json as { event: { type: EventType; id: string; resource: { id: string } } } & Record<string, string>;
    expect(event.type).toBe(type);
    expect(Object.values(made)).toContain(event.resource.id);
    const { data } = await server.client.events.list({ type, resourceId: event.resource.id }).page();
    expect(data.map(({ id }) => id)).toContain(event.id);
  });

  it('prints what it made for people, too', async () => {
    const ran = await machine.run('trigger shipment.registered');
    expect(ran.out).toMatch(/^shipment\.registered {2}evt_\w+\n {2}orderId +ord_\w+\n {2}shipmentId +shp_\w+\n/);
  });

  it('warns before it moves the clock', async () => {
    expect((await machine.run('trigger invoice.issued')).notes).toEqual(["This moves the sandbox's clock."]);
  });

  it('says what cannot be brought about yet', async () => {
    expect(await machine.run('trigger invoice.written_off --json')).toMatchObject({ code: 1, json: { error: { code: 'not_possible' } } });
  });

  it('says whose key is missing for what only the operator may do', async () => {
    const ran = await machine.run('trigger refund.due --json', { env: { ATOBARAI_OPERATOR_KEY: '' } });
    expect(ran).toMatchObject({ code: 3, json: { error: { code: 'operator_key_missing' } } });
  });

  it('lists every event there is, in both languages', async () => {
    const { json } = await machine.run('trigger --list --json');
    expect((json['events'] as { type: string }[]).map(({ type }) => type)).toEqual(eventTypes);
    expect((await machine.run('trigger --list --lang ja')).out).toContain('時計が進みます');
  });
});

describe('the clock', () => {
  it('is shown and moved, and tells what ran on the way', async () => {
    const before = (await machine.run('clock show --json')).json;
    const moved = await machine.run('clock advance --days 2 --json');
    expect(moved).toMatchObject({ code: 0, json: { days: expect.any(Array) } });
    const after = (await machine.run('clock show --json')).json;
    expect(Date.parse(String(after['now'])) - Date.parse(String(before['now']))).toBeGreaterThanOrEqual(2 * 86_400_000);
    expect((await machine.run('clock show')).out).toMatch(/^\d{4}-\d\d-\d\dT.*\+09:00\n$/);
  });

  it('goes to a day, and to when a task is due', async () => {
    const { json } = await machine.run('clock show --json');
    const year = Number(String(json['today']).slice(0, 4)) + 1;
    const on = String(json['today'])
      .replace(/^\d+/, String(year))
      .replace(/-\d\d$/, '-01')
      .replaceAll('-', '/');
    const moved = await machine.run(`clock advance --to ${on}`);
    expect(moved.code, moved.notes.join()).toBe(0);
    expect(moved.out).toContain(`→ ${on.replaceAll('/', '-')}T00:00:00`);
    await machine.run('trigger shipment.registered');
    expect((await machine.run('clock advance --to-next invoicing.issue')).out).toContain('invoicing.issue 1');
  });

  it('does not go back, and the refusal says why', async () => {
    const ran = await machine.run('clock advance --to 2020-01-01 --json');
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'clock_only_forward', status: 409 } } });
  });
});

describe('events', () => {
  it('are listed newest first, as many as wished, and on from there', async () => {
    for (let turn = 0; turn < 3; turn += 1) await machine.run('trigger order.rejected');
    const all = (await machine.run('events list --type order.rejected --limit 3 --json')).json as {
      data: { id: string }[];
      nextCursor: string;
    };
    expect(all.data).toHaveLength(3);
    const first = (await machine.run('events list --type order.rejected --limit 2 --json')).json as typeof all;
    const rest = (await machine.run(`events list --type order.rejected --limit 1 --after ${first.nextCursor} --json`)).json as typeof all;
    expect([...first.data, ...rest.data]).toEqual(all.data);
  });

  it('are listed over several pages', async () => {
    for (let turn = 0; turn < 44; turn += 1) await machine.run('trigger shipment.registered'); // three events each
    const { json } = await machine.run('events list --limit 130 --json');
    expect(new Set((json['data'] as { id: string }[]).map(({ id }) => id)).size).toBe(130);
  });

  it('of one order are those that name it', async () => {
    const { orderId } = (await machine.run('trigger shipment.registered --json')).json as { orderId: string };
    const ran = await machine.run(`events list --resource ${orderId}`);
    expect(
      ran.out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ +/)[1]),
    ).toEqual(['invoice.scheduled', 'shipment.registered', 'order.approved']);
  });

  it('are sent again to the endpoints that are registered', async () => {
    const { event } = (await machine.run('trigger order.approved --json')).json as { event: { id: string } };
    const nobody = await machine.run(`events resend ${event.id}`);
    expect(nobody).toMatchObject({ code: 0, out: 'There is no endpoint for it. For localhost there is atobarai listen.\n' });
    const { id } = await server.client.webhookEndpoints.create({ url: 'https://shop.example/webhooks' });
    const one = await machine.run(`events resend ${event.id} --endpoint ${id} --json`);
    expect(one).toMatchObject({ code: 0, json: { eventId: event.id, deliveries: [{ webhookEndpointId: id }] } });
    const { json: clock } = await machine.run('clock show --json');
    // The clock is shown in whole seconds, and what happened in this one counts, too.
    const span = `--from 2026-10-01T00:00:00+09:00 --to ${new Date(Date.parse(String(clock['now'])) + 1_000).toISOString()}`;
    const many = await machine.run(`events resend --endpoint ${id} ${span} --json`);
    expect(many.json).toMatchObject({ webhookEndpointId: id });
    expect(many.json['deliveries']).toBeGreaterThan(0);
    await server.client.webhookEndpoints.remove(id);
    expect(await machine.run('events resend evt_0000000000000000000000 --json')).toMatchObject({
      code: 1,
      json: { error: { code: 'not_found' } },
    });
  });
});
