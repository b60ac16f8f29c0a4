import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { bare, jsonOf } from './hardened.ts';

afterEach(() => {
  Reflect.deleteProperty(Object.prototype, 'priority');
  Reflect.deleteProperty(Array.prototype, 'toJSON');
  Reflect.deleteProperty(String.prototype, 'toJSON');
});

describe('G29: on a page that meddles with prototypes', () => {
  it('what the platform reads is what we wrote', () => {
    Reflect.set(Object.prototype, 'priority', 'polluted');
    const init: { readonly method: string; readonly priority?: string } = bare({ method: 'GET' });
    expect([init.method, init.priority]).toEqual(['GET', undefined]);
  });

  it('JSON stays JSON beside a toJSON of arrays and texts', () => {
    for (const prototype of [Array.prototype, String.prototype]) Reflect.set(prototype, 'toJSON', () => 'polluted');
    expect(jsonOf({ items: ['a"b', { yen: 1 }], none: undefined, empty: null })).toBe('{"items":["a\\"b",{"yen":1}],"empty":null}');
  });

  it('says the same as JSON.stringify of everything that JSON can say', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => jsonOf(value) === JSON.stringify(value)));
  });
});
