import { type Event, testEventType, type WebhookTestEvent } from '@atobarai/sdk/contract';
import { toBase64 } from '../../../core/base64.ts';
import type { Mode } from '../../../core/database.ts';
import { idFloor } from '../../../core/id.ts';
import { epochMs, inJapan, type Instant } from '../../../core/time.ts';
import type { EventType } from '../../../core/unit.ts';
import type { Endpoint } from '../model.ts';

const prefix = 'whsec_';

export function secretFrom(bytes: Uint8Array): string {
  return `${prefix}${toBase64(bytes)}`;
}

/** The bytes that a secret's text stands for: they, not the text, are the key. */
export function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(secret.slice(prefix.length)), (character) => character.charCodeAt(0));
}

/** What is signed (Standard Webhooks 1.0). */
export function signedContent({ eventId, timestamp, body }: { eventId: string; timestamp: number; body: string }): string {
  return `${eventId}.${timestamp}.${body}`;
}

type Signed = { readonly eventId: string; readonly timestamp: number; readonly signatures: readonly string[] };

export function headersOf({ eventId, timestamp, signatures }: Signed): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Atobarai-Webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  };
}

/** Whether an endpoint takes events of a type: none named means all. */
export function takes(endpoint: Pick<Endpoint, 'events'>, type: EventType): boolean {
  return endpoint.events.length === 0 || endpoint.events.includes(type);
}

/**
 * Whether an event came after the endpoint. Ids carry the wall clock on which endpoints live; an
 * event's own time is the business clock's, which the sandbox moves.
 */
export function isSince(endpoint: Pick<Endpoint, 'createdAt'>, eventId: string): boolean {
  return eventId >= idFloor('evt', epochMs(endpoint.createdAt));
}

export function bodyOf(event: Event | WebhookTestEvent): string {
  return JSON.stringify(event);
}

/** What a test sends: it happened to nothing, so its sequence stays 0. */
export function testEvent(endpointId: string, { id, mode, at }: { id: string; mode: Mode; at: Instant }): WebhookTestEvent {
  return {
    id,
    type: testEventType,
    createdAt: inJapan(at),
    mode,
    sequence: 0,
    resource: { type: 'webhook_endpoint', id: endpointId },
    data: {},
  };
}
