import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { eventTypes } from './events.ts';
import { openApiDocument } from './openapi.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { testEventType } from './webhook-fields.ts';

type Call = {
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
  requestBody?: { content: Record<string, unknown> };
  security: Record<string, unknown>[];
};
type Document = {
  paths: Record<string, Record<string, Call>>;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, unknown> } } }>;
  components: { schemas: Record<string, { additionalProperties?: unknown }> };
};

const document = openApiDocument(operations, { version: '1.2.3' }) as Document & { info: { version: string } };

describe('the OpenAPI document', () => {
  it('has every operation under its path and method', () => {
    for (const { path, method, id } of Object.values(operations)) {
      expect(document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]).toMatchObject({ operationId: id });
    }
    expect(document.info.version).toBe('1.2.3');
  });

  it('refers to bodies and answers by name', () => {
    const register = document.paths['/v1/orders']?.['post'];
    expect(register?.requestBody?.content).toEqual({ 'application/json': { schema: { $ref: '#/components/schemas/RegisterOrder' } } });
    expect(register?.responses['201']?.content).toEqual({ 'application/json': { schema: { $ref: '#/components/schemas/OrderSummary' } } });
    expect(register?.security).toEqual([{ sk: [] }]);
  });

  it('is strict about what comes in and open about what goes out', () => {
    expect(document.components.schemas['RegisterOrder']?.additionalProperties).toBe(false);
    expect(document.components.schemas['OrderSummary']?.additionalProperties).not.toBe(false);
  });

  it('asks for an idempotency key where it is required', () => {
    const headers = (path: string, method: string) =>
      document.paths[path]?.[method]?.parameters.filter((parameter) => parameter.in === 'header');
    expect(headers('/v1/orders', 'post')).toMatchObject([{ name: 'Idempotency-Key', required: true }]);
    expect(headers('/v1/settings', 'patch')).toMatchObject([{ name: 'Idempotency-Key', required: false }]);
    expect(headers('/v1/orders', 'get')).toEqual([]);
  });

  it('refers only to components that exist', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const name of references) expect(document.components.schemas).toHaveProperty(name);
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  it('has every event under its type, with what it tells', () => {
    expect(Object.keys(document.webhooks).toSorted()).toEqual([...eventTypes, testEventType].toSorted());
    expect(document.webhooks['invoice.paid']?.post.requestBody.content['application/json']).toEqual({
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Event' },
          { type: 'object', properties: { type: { const: 'invoice.paid' }, data: { $ref: '#/components/schemas/InvoicePaidData' } } },
        ],
      },
    });
  });

  it('is not made when an answer has no name', () => {
    const nameless = operation({
      id: 'x.y',
      method: 'GET',
      path: '/v1/x',
      summary: { ja: 'え', en: 'x' },
      access: ['sk'],
      replies: { 200: { schema: z.object({}), description: { ja: 'え', en: 'x' } } },
    });
    expect(() => openApiDocument({ nameless }, { version: '1' })).toThrow(/has no name/);
  });
});
