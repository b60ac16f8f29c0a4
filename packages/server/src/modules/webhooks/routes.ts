import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  getWebhookDelivery,
  getWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  replayEvent,
  resendEvents,
  rotateWebhookSecret,
  testWebhookEndpoint,
} from '@atobarai/sdk/contract';
import type { IdempotencyClaim } from '../../core/answer.ts';
import type { Mode, Scope } from '../../core/database.ts';
import type { IdSource } from '../../core/id.ts';
import { Refused } from '../../core/result.ts';
import { type Clock, instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { type Api, answerResponse, scopeOf } from '../../platform/http/api.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { findAnswer } from '../../platform/http/idempotency.ts';
import { pageOf } from '../../platform/http/page.ts';
import { eventView, findEvents } from '../events/index.ts';
import { bodyOf, testEvent } from './decide/request.ts';
import { attemptView, deliveryLogView, deliveryView, endpointView } from './decide/view.ts';
import type { WebhookSender } from './model.ts';
import type { Parcel, Posted } from './service/deliver.ts';
import { replay, resend } from './service/dispatch.ts';
import { changeEndpoint, createEndpoint, loadEndpoint, remove, rotate, type WithSecret } from './service/endpoints.ts';
import { findDelivery, loadAttempts, loadDeliveries } from './store/deliveries.ts';
import { loadEndpoints } from './store/endpoints.ts';

export type WebhookRoutesOptions = {
  readonly wall: Clock;
  readonly ids: IdSource;
  readonly sender: WebhookSender;
  readonly post: (parcel: Parcel) => Promise<Posted>;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
};

export function webhookRoutes(api: Api, options: WebhookRoutesOptions): void {
  endpointRoutes(api, options);
  secretRoutes(api, options);
  testRoutes(api, options);
  deliveryRoutes(api, options);
}

function endpointRoutes(api: Api, { wall, sender }: WebhookRoutesOptions): void {
  api.read(listWebhookEndpoints, (unit, { caller: { merchantId }, query }) =>
    pageOf(query, {
      load: ({ limit, after }) => loadEndpoints(unit, { merchantId, beforeId: after, limit: limit + 1 }),
      cursor: (endpoint) => endpoint.id,
      view: (endpoints) => endpoints.map((endpoint) => endpointView(endpoint, wall.now())),
    }),
  );

  api.read(getWebhookEndpoint, async (unit, { caller, params }) =>
    endpointView(await loadEndpoint(unit, caller.merchantId, params.id), wall.now()),
  );

  api.change(changeWebhookEndpoint, async (unit, { caller: { merchantId }, params: { id }, body: patch }) => {
    const at = wall.now();
    return endpointView(await changeEndpoint(unit, { merchantId, id, patch, at }, sender), at);
  });

  api.change(removeWebhookEndpoint, async (unit, { caller: { merchantId }, params: { id } }) => {
    const at = wall.now();
    return endpointView(await remove(unit, { merchantId, id, at }), at);
  });
}

function secretRoutes(api: Api, { wall, sender }: WebhookRoutesOptions): void {
  api.raw(createWebhookEndpoint, ({ caller, claim, body }) =>
    shownOnce({ caller, claim, status: 201 }, (unit) => {
      const { url, description = null, events = [] } = body;
      return createEndpoint(unit, { merchantId: caller.merchantId, url, description, events, at: wall.now() }, sender);
    }),
  );

  api.raw(rotateWebhookSecret, ({ caller, claim, params: { id } }) =>
    shownOnce({ caller, claim, status: 200 }, (unit) => rotate(unit, { merchantId: caller.merchantId, id, at: wall.now() })),
  );

  type Showing = { readonly caller: Caller; readonly claim: IdempotencyClaim | undefined; readonly status: number };

  /** A repeat learns that it was done, not what the secret is (reliability.md 1, rule 5): what is kept for it holds none. */
  async function shownOnce({ caller, claim, status }: Showing, make: (unit: Unit) => Promise<WithSecret>): Promise<Response> {
    if (!claim) throw new Refused({ code: 'idempotency_key_required' });
    let made: WithSecret | undefined;
    await api.once({ caller, claim }, async (unit) => {
      made = await make(unit);
      return { status, body: JSON.stringify(endpointView(made.endpoint, wall.now())) };
    });
    if (!made) throw new Refused({ code: 'secret_already_shown' });
    return Response.json({ ...endpointView(made.endpoint, wall.now()), secret: made.secret }, { status });
  }
}

function testRoutes(api: Api, { wall, ids, post, inUnit }: WebhookRoutesOptions): void {
  api.raw(testWebhookEndpoint, async ({ caller, claim, params }) => {
    const { earlier, endpoint } = await inUnit(scopeOf(caller), async (unit) => ({
      earlier: claim && (await findAnswer(unit, caller.merchantId, claim)),
      endpoint: await loadEndpoint(unit, caller.merchantId, params.id),
    }));
    if (earlier) return answerResponse(earlier, true);
    const { parcel, eventId } = parcelOf(endpoint, caller.mode);
    const { attempt } = await post(parcel);
    const answer = { status: 200, body: JSON.stringify({ eventId, attempt: attemptView(attempt, parcel.body) }) };
    return claim ? api.once({ caller, claim }, async () => answer) : answerResponse(answer);
  });

  function parcelOf(endpoint: Awaited<ReturnType<typeof loadEndpoint>>, mode: Mode): { parcel: Parcel; eventId: string } {
    const [at, eventId] = [wall.now(), ids.next('evt')];
    const body = bodyOf(testEvent(endpoint.id, { id: eventId, mode, at }));
    return { parcel: { url: endpoint.url, sealedSecrets: endpoint, mode, eventId, body }, eventId };
  }
}

function deliveryRoutes(api: Api, { wall }: WebhookRoutesOptions): void {
  api.read(listWebhookDeliveries, (unit, { caller: { merchantId }, query }) =>
    pageOf(query, {
      load: ({ limit, after }) =>
        loadDeliveries(unit, {
          merchantId,
          endpointId: query.webhookEndpointId,
          eventId: query.eventId,
          status: query.status,
          beforeId: after,
          limit: limit + 1,
        }),
      cursor: (delivery) => delivery.id,
      view: (deliveries) => deliveries.map(deliveryView),
    }),
  );

  api.read(getWebhookDelivery, async (unit, { caller: { merchantId }, params: { id } }) => {
    const delivery = await findDelivery(unit, merchantId, id);
    if (!delivery) throw new Refused({ code: 'not_found' });
    const [event] = await findEvents(unit.tx, [{ merchantId, id: delivery.eventId }]);
    return deliveryLogView(delivery, await loadAttempts(unit, merchantId, id), event ? bodyOf(eventView(event)) : '');
  });

  api.change(resendEvents, async (unit, { caller: { merchantId }, params: { id }, body }) => ({
    webhookEndpointId: id,
    deliveries: await resend(unit, { merchantId, endpointId: id, from: instant(body.from), to: instant(body.to), at: wall.now() }),
  }));

  api.change(replayEvent, async (unit, { caller: { merchantId }, params: { id }, body }) => ({
    eventId: id,
    deliveries: (await replay(unit, { merchantId, eventId: id, endpointId: body.webhookEndpointId, at: wall.now() })).map(deliveryView),
  }));
}
