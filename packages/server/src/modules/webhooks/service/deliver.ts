import type { Crypto } from '../../../core/crypto.ts';
import { addMs, epochMs, type Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { eventView, findEvents } from '../../events/index.ts';
import { keptAnswer } from '../decide/answer-text.ts';
import { isSuccess, judgeAttempt } from '../decide/attempt.ts';
import { bodyOf, headersOf, keyOf, signedContent } from '../decide/request.ts';
import type {
  Attempt,
  Claimed,
  Delivery,
  Endpoint,
  Target,
  WebhookAnswer,
  WebhookRequest,
  WebhookSender,
  WebhookSigner,
} from '../model.ts';
import { concurrencyPerEndpoint, endpointsPerClaim, leaseMs, mostAnswerBytes, timeoutMs } from '../policy.ts';
import { insertAttempt, lockDelivery, saveDelivery } from '../store/deliveries.ts';
import { type EndpointWithSecrets, lockEndpoint, saveEndpoint } from '../store/endpoints.ts';
import { cancelForDisabled, claimOf, lockEndpointsWithWork } from '../store/queue.ts';
import { signingSecrets } from './secrets.ts';

type ClaimOptions = { readonly at: Instant; readonly endpoint?: { readonly merchantId: string; readonly id: string } };

/** Takes the next pieces of work: of every endpoint with something due, or of one. What is taken is this sender's for the lease. */
export async function claim(unit: Unit, { at, endpoint }: ClaimOptions): Promise<Claimed[]> {
  const perEndpoint = concurrencyPerEndpoint;
  const endpoints = await lockEndpointsWithWork(unit, { at, limit: endpointsPerClaim, perEndpoint, endpoint });
  if (endpoints.length === 0) return [];
  const rows = await claimOf(unit, endpoints, { at, until: addMs(at, leaseMs), perEndpoint });
  const events = await findEvents(
    unit.tx,
    rows.map((row) => ({ merchantId: row.merchantId, id: row.eventId })),
  );
  const bodies = new Map(events.map((event) => [event.id, bodyOf(eventView(event))]));
  const targets = new Map(endpoints.map((open) => [open.id, { url: open.url, sealedSecrets: open }]));
  return rows.flatMap((row) => {
    const [target, body] = [targets.get(row.endpointId), bodies.get(row.eventId)];
    if (!target || body === undefined) return []; // Endpoints and events are never deleted.
    const { merchantId, endpointId, eventId } = row;
    return [{ ...target, mode: unit.mode, merchantId, endpointId, eventId, deliveryId: row.id, body }];
  });
}

/** What was due for endpoints that were disabled or removed meanwhile is given up. */
export function cancelDisabled(unit: Unit, at: Instant): Promise<void> {
  return cancelForDisabled(unit, at);
}

export type Parcel = Target & Pick<Claimed, 'mode' | 'eventId' | 'body'>;

export type Posting = {
  readonly sender: WebhookSender;
  readonly sign: WebhookSigner;
  readonly elapsedMs: () => number;
  /** Opened one delivery at a time: a secret that cannot be read must hold up nobody else's. */
  readonly crypto: Pick<Crypto, 'open'>;
};

type PostOptions = { readonly at: Instant; readonly signal?: AbortSignal };
export type Posted = { readonly attempt: Attempt; readonly answer: WebhookAnswer };

/** Signs and sends. In no transaction: a receiver takes its time. */
export async function post({ sender, sign, elapsedMs, crypto }: Posting, parcel: Parcel, { at, signal }: PostOptions): Promise<Posted> {
  const { eventId, body, mode, url } = parcel;
  const timestamp = Math.floor(epochMs(at) / 1_000);
  const content = signedContent({ eventId, timestamp, body });
  const secrets = signingSecrets(parcel.sealedSecrets, { crypto, at });
  const signatures = await Promise.all(secrets.map((secret) => sign(keyOf(secret), content)));
  const headers = headersOf({ eventId, timestamp, signatures });
  const request: WebhookRequest = { mode, url, headers, body, timeoutMs, mostAnswerBytes, signal };
  const startedMs = elapsedMs();
  const answer = await sender.send(request);
  const durationMs = Math.round(elapsedMs() - startedMs);
  const isAnswered = answer.kind === 'answered';
  const attempt: Attempt = {
    at,
    durationMs,
    succeeded: isSuccess(answer),
    url,
    headers,
    status: isAnswered ? answer.status : null,
    answer: isAnswered ? keptAnswer(answer.body) : null,
    problem: isAnswered ? null : answer.problem,
  };
  return { attempt, answer };
}

type Recorded = Posted & { readonly claimed: Claimed; readonly at: Instant; readonly chance: number };

/** Writes down how it went, and what follows for the delivery and its endpoint. */
export async function record(unit: Unit, { claimed, attempt, answer, at, chance }: Recorded): Promise<void> {
  const { merchantId, endpointId, deliveryId } = claimed;
  const endpoint = await lockEndpoint(unit, merchantId, endpointId);
  const delivery = await lockDelivery(unit, merchantId, deliveryId);
  // A lease that ran out lets two senders work on one delivery; who comes second finds it done.
  if (!delivery || delivery.status !== 'pending') return;
  const attempts = delivery.attempts + 1;
  const failingSince = endpoint?.failingSince ?? null;
  const verdict = judgeAttempt({ answer, attempts, failingSince, now: at, chance });
  const { status, problem } = attempt;
  const done: Delivery = { ...delivery, attempts, lastAttemptAt: attempt.at, lastStatus: status, lastProblem: problem, ...pick(verdict) };
  await saveDelivery(unit, done);
  await insertAttempt(unit, done, attempt);
  if (endpoint) await saveEndpoint(unit, judged(endpoint, verdict, at));
}

type Verdict = ReturnType<typeof judgeAttempt>;

const pick = ({ status, nextAttemptAt }: Verdict) => ({ status, nextAttemptAt });

/** A pause lasts as long as it was asked for: answers to what was under way meanwhile say nothing against it. */
function judged(endpoint: EndpointWithSecrets, { failingSince, resumeAt, disable }: Verdict, at: Instant): Endpoint {
  const isStopped = disable !== null && endpoint.disabledAt === null;
  return {
    ...endpoint,
    failingSince,
    resumeAt: laterOf(endpoint.resumeAt, resumeAt),
    ...(isStopped ? { disabledAt: at, disabledReason: disable } : {}),
  };
}

function laterOf(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
