import * as z from 'zod/mini';
import { eventData, type EventOf } from '../contract/event-data.ts';
import { Event, type EventType } from '../contract/events.ts';
import type { AnyOperation, FileReply, JsonReply } from '../contract/operation.ts';
import { components } from '../contract/primitives.ts';
import { exampleId } from './example-id.ts';
import { exampleFiles } from './example-files.ts';
import { exampleValues } from './example-values.ts';

/** What an operation answers in examples: JSON as its schema says, a file as text. */
export type ExampleOf<O extends AnyOperation> = ExampleReply<O['replies'][keyof O['replies'] & number]>;

type ExampleReply<R> = R extends { readonly schema: infer S extends z.ZodMiniType } ? z.output<S> : string;

/** Where in an answer a value stands: the name of the component around it, and the fields from there. */
type Place = readonly string[];

/**
 * Makes an example of a schema of the contract, or of what an operation answers first: an order of
 * 5,500 yen and what becomes of it. The same one every time; fields that may be absent are there only
 * where they usually are.
 *
 * @example
 * ```ts
 * import { getOrder, RegisterOrder } from '@atobarai/sdk/contract';
 * import { exampleOf } from '@atobarai/sdk/testing';
 *
 * const body = exampleOf(RegisterOrder);
 * const order = exampleOf(getOrder);
 * console.log(body.shopOrderId === order.shopOrderId, order.status);
 * ```
 */
export function exampleOf<O extends AnyOperation>(operation: O): ExampleOf<O>;
export function exampleOf<S extends z.ZodMiniType>(schema: S): z.output<S>;
export function exampleOf(of: AnyOperation | z.ZodMiniType): unknown {
  if (!('replies' in of)) return made(of, []);
  const [reply] = Object.values(of.replies) as (JsonReply | FileReply)[];
  if (reply === undefined) throw new TypeError(`${of.id} answers nothing`);
  return 'schema' in reply ? made(reply.schema, []) : (exampleFiles[of.id] ?? '');
}

/**
 * Makes an example of an event of one type, as it is sent to a webhook.
 *
 * @example
 * ```ts
 * import { exampleEvent } from '@atobarai/sdk/testing';
 *
 * const event = exampleEvent('shipment.delivered');
 * console.log(event.data.deliveredOn);
 * ```
 */
export function exampleEvent<Type extends EventType>(type: Type): EventOf<Type>;
export function exampleEvent(type: EventType): unknown {
  const [subject = ''] = type.split('.');
  const resource = subject === 'payout' || subject === 'import' ? subject : 'order';
  const id = { order: exampleId('ord'), payout: exampleId('po'), import: exampleId('imp') }[resource];
  return { ...exampleOf(Event), type, resource: { type: resource, id }, data: made(eventData[type], []) };
}

function made(schema: z.core.$ZodType, within: Place): unknown {
  const name = components.get(schema as z.ZodMiniType)?.id;
  const place = name === undefined ? within : [name];
  const known = knownAt(within) ?? knownAt(place);
  if (known !== undefined && fits(schema, known.value)) return known.value;
  return madeByType(schema, place);
}

/** The nearest value that was written down: `Order.buyer.name` before `buyer.name` before `name`. */
function knownAt(place: Place): { readonly value: unknown } | undefined {
  for (let start = 0; start < place.length; start += 1) {
    const key = place.slice(start).join('.');
    if (Object.hasOwn(exampleValues, key)) return { value: structuredClone(exampleValues[key]) };
  }
  return undefined;
}

// A name may mean another thing elsewhere: what does not fit is not meant.
function fits(schema: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(schema as z.ZodMiniType, value).success;
}

function madeByType(schema: z.core.$ZodType, place: Place): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return madeObject(def.shape, place);
    case 'array':
      return [made(def.element, place)];
    case 'nullable':
    case 'optional':
      return made(def.innerType, place);
    case 'union':
      return def.options[0] === undefined ? null : made(def.options[0], place);
    default:
      return madeScalar(def, place);
  }
}

function madeObject(shape: z.core.$ZodShape, place: Place): Record<string, unknown> {
  const entries = Object.entries(shape).filter(([key, field]) => !isOptional(field) || knownAt([...place, key])?.value !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, made(field, [...place, key])]));
}

function isOptional(schema: z.core.$ZodType): boolean {
  return (schema as z.core.$ZodTypes)._zod.def.type === 'optional';
}

function madeScalar(def: z.core.$ZodTypes['_zod']['def'], place: Place): unknown {
  switch (def.type) {
    case 'string':
      return madeText(def, place.at(-1) ?? '');
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'record':
      return {};
    default:
      return null;
  }
}

function madeText(def: z.core.$ZodStringDef, field: string): string {
  const rules = [def, ...(def.checks ?? []).map((check) => check._zod.def)];
  const formats = rules.map((rule) => ('format' in rule ? rule.format : undefined));
  if (formats.includes('date')) return '2026-10-01';
  if (formats.includes('datetime')) return '2026-10-01T12:00:00+09:00';
  const [prefix] = rules.flatMap((rule) => ('pattern' in rule && rule.pattern instanceof RegExp ? idPrefixOf(rule.pattern) : []));
  return prefix === undefined ? field || 'text' : exampleId(prefix);
}

function idPrefixOf({ source }: RegExp): string[] {
  const prefix = /^\^([a-z]+)_\[/.exec(source)?.[1];
  return prefix === undefined ? [] : [prefix];
}
