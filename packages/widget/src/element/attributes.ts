import { type Input, noInput } from '../checkout/state.ts';

/** Properties of the element that make up its input, by the attribute of each. */
export const inputAttributes = {
  amount: 'amount',
  items: 'items',
  buyer: 'buyer',
  'ship-to': 'shipTo',
  'buyer-token': 'buyerToken',
  methods: 'methods',
} as const satisfies Record<string, keyof Input>;

/** What the payment element follows. */
export const observedAttributes = [
  ...Object.keys(inputAttributes),
  'publishable-key',
  'base-url',
  'locale',
  'lang',
  'name',
  'required',
  'manual',
];

export type InputAttribute = keyof typeof inputAttributes;

export const isInputAttribute = (name: string): name is InputAttribute => Object.hasOwn(inputAttributes, name);

/** The input that an attribute says; `undefined` when it cannot be read. */
export function readAttribute(name: InputAttribute, text: string | null): Partial<Input> | undefined {
  const property = inputAttributes[name];
  if (text === null || text === '') return { [property]: noInput[property] };
  if (name === 'buyer-token') return { buyerToken: text };
  const value = parsed(text);
  const right = name === 'amount' ? Number.isSafeInteger(value) : name === 'buyer' ? isRecord(value) : Array.isArray(value);
  return right ? { [property]: value } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
