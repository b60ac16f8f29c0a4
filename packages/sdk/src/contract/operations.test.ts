import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { apiScopes } from './scopes.ts';
import { codes } from './codes.ts';
import type { AnyOperation } from './operation.ts';
import { operations } from './operations.ts';
import { components } from './primitives.ts';

/** They change nothing; what is asked is too long, or too personal, for an address. */
const questions: readonly string[] = ['checkout.quote', 'buyerTokens.create'];

const calls: readonly (readonly [string, AnyOperation])[] = Object.entries(operations);

describe('the operations', () => {
  it('have ids of their own, and no two answer the same call', () => {
    expect(new Set(calls.map(([, { id }]) => id)).size).toBe(calls.length);
    expect(new Set(calls.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':x')}`)).size).toBe(calls.length);
  });

  it.each(calls)('%s declares the parameters of its path and no others', (_, { path, params }) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    const declared = params === null ? [] : Object.keys(z.toJSONSchema(params).properties ?? {});
    expect(declared).toEqual(inPath);
  });

  // reliability.md 1: every POST that changes something, and PATCH of orders and shipments.
  it.each(calls)(
    '%s takes an idempotency key exactly when it changes something by POST or PATCH',
    (_, { id, method, idempotency, path }) => {
      const changes = (method === 'POST' && !questions.includes(id)) || method === 'PATCH';
      expect(idempotency === 'none').toBe(!changes);
      if (changes && /^\/v1\/(orders|shipments|invoices|imports|operator)/.test(path)) expect(idempotency).toBe('required');
    },
  );

  it.each(calls)('%s asks for a known scope and names known codes', (_, declared) => {
    expect(apiScopes).toContain(declared.scope);
    for (const code of declared.codes) expect(codes).toContain(code);
  });

  it.each(calls)('%s has words in both languages', (_, { summary, replies }) => {
    for (const words of [summary, ...Object.values(replies).map((reply) => reply.description)]) {
      expect(words.ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
      expect(words.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it.each(calls)('%s sends and answers schemas that have a name', (_, { body, replies }) => {
    if (body !== null && body !== 'csv') expect(components.get(body)).toBeDefined();
    for (const reply of Object.values(replies)) if ('schema' in reply) expect(components.get(reply.schema)).toBeDefined();
  });

  it('are open to test keys alone in the sandbox', () => {
    for (const [, { path, testModeOnly }] of calls) expect(testModeOnly).toBe(path.startsWith('/v1/sandbox/'));
  });

  it('are open to operators alone under /v1/operator', () => {
    for (const [, { path, access }] of calls) if (path.startsWith('/v1/operator/')) expect(access).toEqual(['op']);
  });
});

describe('the codes', () => {
  it('are snake_case and named once', () => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});
