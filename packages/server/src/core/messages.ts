import type { Code } from '@atobarai/sdk/contract';
import { fileMessages } from './messages/files.ts';
import type { Message, Words } from './messages/model.ts';
import { orderMessages } from './messages/order-fields.ts';
import { personMessages } from './messages/person-fields.ts';
import { requestMessages } from './messages/request.ts';
import { reasonMessages, warningMessages } from './messages/screening.ts';
import { shapeMessages } from './messages/shape-fields.ts';
import { stateMessages } from './messages/state.ts';
import type { Refusal } from './result.ts';

export type Language = 'ja' | 'en';

/**
 * Every code with its status and its words. A code of the contract without words does not compile.
 */
export const messages: Readonly<Record<Code, Message>> = {
  ...shapeMessages,
  ...orderMessages,
  ...personMessages,
  ...stateMessages,
  ...requestMessages,
  ...fileMessages,
  ...reasonMessages,
  ...warningMessages,
};

export function statusOf(code: Code): number {
  return messages[code].status;
}

/** What to tell the caller, in their language, with the values filled in. */
export function describe(refusal: Pick<Refusal, 'code' | 'path' | 'values'>, language: Language): Words {
  const { title, detail } = messages[refusal.code][language];
  // The path of the body itself is empty, and names nothing.
  const values = { ...(refusal.path ? { path: refusal.path } : {}), ...refusal.values };
  return { title: fill(title, values), detail: fill(detail, values) };
}

type Values = Readonly<Record<string, string | number>>;

function fill(template: string, values: Values): string {
  const known = template.replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
    names(part).every((name) => Object.hasOwn(values, name)) ? part : '',
  );
  return known.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueText(values[name]));
}

function names(part: string): string[] {
  return [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function valueText(value: string | number | undefined): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '');
}
