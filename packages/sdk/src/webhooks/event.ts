import type { TypedEvent } from '../contract/event-data.ts';
import type { WebhookTestEvent } from '../contract/webhook-fields.ts';
import { WebhookVerificationError } from './errors.ts';

/**
 * Any event, told apart by its `type`. A newer server may send types that are not listed here yet: leave
 * those alone, as {@link createWebhookHandler} does.
 */
export type WebhookEvent = TypedEvent | WebhookTestEvent;

/** `endpoint.test` comes when you ask for a test of your endpoint; it happened to nothing. */
export type WebhookEventType = WebhookEvent['type'];

/** An event of one type, with what it tells. */
export type WebhookEventOf<Type extends WebhookEventType> = Extract<WebhookEvent, { readonly type: Type }>;

/** The event in a body whose signature is good. Only the envelope is looked at: `data` is as the sender meant it. */
export function eventIn(body: Uint8Array): WebhookEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw malformed('it is no JSON');
  }
  if (!isEvent(parsed)) throw malformed('it is no event');
  return parsed;
}

function malformed(why: string): WebhookVerificationError {
  return new WebhookVerificationError(
    'malformed_payload',
    `The body is signed, but ${why}. Was it sent by another service with the same secret?`,
  );
}

function isEvent(value: unknown): value is WebhookEvent {
  if (!isRecord(value)) return false;
  const { resource, sequence } = value;
  return (
    areTexts(value, 'id', 'type', 'createdAt', 'mode') &&
    Number.isSafeInteger(sequence) &&
    isRecord(resource) &&
    areTexts(resource, 'type', 'id') &&
    isRecord(value['data'])
  );
}

function areTexts(record: Record<string, unknown>, ...names: string[]): boolean {
  return names.every((name) => typeof record[name] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
