import { openApiDocument, operations } from '@atobarai/sdk/contract';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, every reference in it leads somewhere', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(openApiDocument(operations, { version: '1.0.0' }));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('is refused by the same validator when a response is missing', async () => {
    const document = openApiDocument(operations, { version: '1.0.0' });
    const broken = { ...document, paths: { '/v1/orders': { get: { summary: 'no responses', responses: 'none' } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });
});
