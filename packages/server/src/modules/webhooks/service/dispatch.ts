import { Refused } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { findEvents, hasUnread, loadEventsBetween, moveWatermark, passOthers, readOutbox, skipOutbox } from '../../events/index.ts';
import type { StoredEvent } from '../../events/model.ts';
import { isSince, takes } from '../decide/request.ts';
import type { Delivery, Endpoint } from '../model.ts';
import { eventsPerFanOut, mostResent } from '../policy.ts';
import { insertDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { isAnyoneListening, loadListening } from '../store/endpoints.ts';
import { hasDue } from '../store/queue.ts';
import { loadEndpoint } from './endpoints.ts';

const consumer = 'webhooks';

export type Outlook = {
  /** Somebody wants to be told of what happens. */
  readonly listening: boolean;
  /** Something happened that was not fanned out yet. */
  readonly unread: boolean;
  /** Something waits to be sent. */
  readonly due: boolean;
};

/** What there is to do; an idle server finds out with reads alone. */
export async function lookOut(unit: Unit, at: Instant): Promise<Outlook> {
  const listening = await isAnyoneListening(unit);
  return { listening, unread: await hasUnread(unit.tx, consumer), due: await hasDue(unit, at) };
}

/** Makes deliveries of the next events, and moves on in the same transaction: each event is fanned out once. Answers how many it read. */
export async function fanOut(unit: Unit, at: Instant): Promise<number> {
  const events = await readOutbox(unit.tx, consumer, eventsPerFanOut);
  const last = events.at(-1);
  if (!last) return 0;
  const endpoints = Map.groupBy(
    await loadListening(unit, [...new Set(events.map((event) => event.merchantId))]),
    (endpoint) => endpoint.merchantId,
  );
  const wanted = events.flatMap((event) =>
    (endpoints.get(event.merchantId) ?? [])
      .filter((endpoint) => takes(endpoint, event.type) && isSince(endpoint, event.id))
      .map((endpoint) => newDelivery(unit, endpoint.id, event)),
  );
  await insertDeliveries(unit, wanted, at);
  await moveWatermark(unit.tx, consumer, last.watermark);
  return events.length;
}

/** While nobody listens, what happens is left behind unread; otherwise only what is not for this mode. */
export function passOver(unit: Unit, { listening }: Pick<Outlook, 'listening'>): Promise<void> {
  return listening ? passOthers(unit.tx, consumer) : skipOutbox(unit.tx, consumer);
}

function newDelivery(unit: Unit, endpointId: string, event: StoredEvent): NewDelivery {
  return { merchantId: event.merchantId, id: unit.ids.next('whd'), endpointId, eventId: event.id, eventType: event.type };
}

type Replay = {
  readonly merchantId: string;
  readonly eventId: string;
  /** Every enabled endpoint that takes such events, unless one is named. */
  readonly endpointId?: string | undefined;
  readonly at: Instant;
};

/** Sends one event again: the same id, so that a receiver that had it already can tell. */
export async function replay(unit: Unit, { merchantId, eventId, endpointId, at }: Replay): Promise<Delivery[]> {
  const [event] = await findEvents(unit.tx, [{ merchantId, id: eventId }]);
  if (!event) throw new Refused({ code: 'not_found' });
  const endpoints =
    endpointId === undefined
      ? (await loadListening(unit, [merchantId])).filter((endpoint) => takes(endpoint, event.type))
      : [await enabledEndpoint(unit, merchantId, { id: endpointId, path: 'webhookEndpointId' })];
  const deliveries = endpoints.map((endpoint) => newDelivery(unit, endpoint.id, event));
  await insertDeliveries(unit, deliveries, at);
  return deliveries.map((delivery) => ({ ...delivery, ...untried(at) }));
}

const untried = (at: Instant) =>
  ({
    status: 'pending',
    attempts: 0,
    createdAt: at,
    nextAttemptAt: at,
    lastAttemptAt: null,
    lastStatus: null,
    lastProblem: null,
  }) as const;

async function enabledEndpoint(unit: Unit, merchantId: string, { id, path }: { id: string; path?: string }): Promise<Endpoint> {
  const endpoint = await loadEndpoint(unit, merchantId, id).catch((error: unknown) => {
    if (error instanceof Refused && path !== undefined) throw new Refused({ code: 'not_found', path });
    throw error;
  });
  if (endpoint.disabledAt !== null)
    throw new Refused({ code: 'illegal_transition', values: { status: 'disabled' }, legalCommands: ['enable'] });
  return endpoint;
}

type Resend = {
  readonly merchantId: string;
  readonly endpointId: string;
  /** By the events' own time, which in the sandbox is the business clock's. */
  readonly from: Instant;
  readonly to: Instant;
  readonly at: Instant;
};

/** Sends again, in the order it happened, what an endpoint takes of a span of time. Answers how many. */
export async function resend(unit: Unit, { merchantId, endpointId, from, to, at }: Resend): Promise<number> {
  if (to <= from) throw new Refused({ code: 'date_range', path: 'to' });
  const endpoint = await enabledEndpoint(unit, merchantId, { id: endpointId });
  const events = await loadEventsBetween(unit.tx, { merchantId, from, to, limit: mostResent + 1 });
  if (events.length > mostResent) throw new Refused({ code: 'date_range', path: 'to', values: { limit: mostResent } });
  const wanted = events.filter((event) => takes(endpoint, event.type)).map((event) => newDelivery(unit, endpoint.id, event));
  await insertDeliveries(unit, wanted, at);
  return wanted.length;
}
