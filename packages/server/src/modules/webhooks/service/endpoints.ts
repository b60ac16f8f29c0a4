import type { EventType } from '../../../core/unit.ts';
import { Refused } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { secretFrom } from '../decide/request.ts';
import { type Endpoint, endpointUrl, type WebhookSender } from '../model.ts';
import { mostEndpoints, secretBytes } from '../policy.ts';
import {
  countEndpoints,
  type EndpointWithSecrets,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  removeEndpoint,
  saveEndpoint,
  saveSecrets,
} from '../store/endpoints.ts';
import { rotatedSecrets } from './secrets.ts';

export type WithSecret = { readonly endpoint: Endpoint; readonly secret: string };

type NewEndpoint = {
  readonly merchantId: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly EventType[];
  /** The wall clock: endpoints are technical. */
  readonly at: Instant;
};

/** Registers an endpoint. The secret is in the answer, and sealed in the database. */
export async function createEndpoint(unit: Unit, wanted: NewEndpoint, sender: Pick<WebhookSender, 'isForbidden'>): Promise<WithSecret> {
  const { merchantId, description, at } = wanted;
  const url = checkedUrl(unit, wanted.url, sender);
  if ((await countEndpoints(unit, merchantId)) >= mostEndpoints)
    throw new Refused({ code: 'webhook_endpoint_limit', values: { limit: mostEndpoints } });
  const endpoint: Endpoint = {
    merchantId,
    id: unit.ids.next('whe'),
    url,
    description,
    events: [...new Set(wanted.events)],
    createdAt: at,
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
    resumeAt: null,
    previousSecretUntil: null,
  };
  const secret = newSecret(unit);
  await insertEndpoint(unit, endpoint, unit.crypto.seal(secret));
  return { endpoint, secret };
}

const expectedUrl = { live: 'https://…, 443 / 8443', test: 'https://… / http://…' } as const;

function checkedUrl(unit: Unit, text: string, sender: Pick<WebhookSender, 'isForbidden'>): string {
  const url = endpointUrl(text, unit.mode);
  if (!url) throw new Refused({ code: 'webhook_url_invalid', path: 'url', values: { expected: expectedUrl[unit.mode] } });
  if (sender.isForbidden(url, unit.mode)) throw new Refused({ code: 'webhook_url_forbidden', path: 'url', values: { host: url.hostname } });
  return url.href;
}

function newSecret(unit: Unit): string {
  return secretFrom(unit.crypto.randomBytes(secretBytes));
}

export async function loadEndpoint(unit: Unit, merchantId: string, id: string): Promise<EndpointWithSecrets> {
  return (await findEndpoint(unit, merchantId, id)) ?? unknown();
}

function unknown(): never {
  throw new Refused({ code: 'not_found' });
}

export type EndpointPatch = {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly events?: readonly EventType[] | undefined;
  readonly enabled?: boolean | undefined;
};

type Change = { readonly merchantId: string; readonly id: string; readonly patch: EndpointPatch; readonly at: Instant };

/** Another address, or being taken up again, is a fresh start: old failures and pauses say nothing about it. */
export async function changeEndpoint(
  unit: Unit,
  { merchantId, id, patch, at }: Change,
  sender: Pick<WebhookSender, 'isForbidden'>,
): Promise<Endpoint> {
  const present = (await lockEndpoint(unit, merchantId, id)) ?? unknown();
  const url = patch.url === undefined ? present.url : checkedUrl(unit, patch.url, sender);
  const isFresh = url !== present.url || (patch.enabled === true && present.disabledAt !== null);
  const changed: Endpoint = {
    ...present,
    url,
    description: patch.description === undefined ? present.description : patch.description,
    events: patch.events === undefined ? present.events : [...new Set(patch.events)],
    ...(isFresh ? { failingSince: null, resumeAt: null } : {}),
    ...switched(present, patch.enabled, at),
  };
  await saveEndpoint(unit, changed);
  return changed;
}

function switched(present: Endpoint, enabled: boolean | undefined, at: Instant): Partial<Endpoint> {
  if (enabled === true) return { disabledAt: null, disabledReason: null };
  if (enabled === false && present.disabledAt === null) return { disabledAt: at, disabledReason: 'requested' };
  return {};
}

type Named = { readonly merchantId: string; readonly id: string; readonly at: Instant };

export async function rotate(unit: Unit, { merchantId, id, at }: Named): Promise<WithSecret> {
  const present = (await lockEndpoint(unit, merchantId, id)) ?? unknown();
  const secret = newSecret(unit);
  const rotated = { ...present, ...rotatedSecrets(present, { secret, crypto: unit.crypto, at }) };
  await saveSecrets(unit, rotated);
  return { endpoint: rotated, secret };
}

/** A repeat answers the same: the caller may not have had the first answer. */
export async function remove(unit: Unit, named: Named): Promise<Endpoint> {
  return (await removeEndpoint(unit, named)) ?? unknown();
}
