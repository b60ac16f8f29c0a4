import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  isEnumType,
  parse,
  NoDeprecatedCustomRule,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { adminSchema, readAdminSchemaFile } from '../../build/admin-schema.ts';
import { operations } from '../../build/operations.ts';
import { coversScope, missingScopes, requiredScopes } from '../../src/graphql/scopes.ts';
import { subscribedTopics } from '../../src/outbound/topics.ts';

const versions = ['2026-07', '2026-10'] as const;
const schemas = new Map(versions.map((version) => [version, adminSchema(version)]));

function faultsOf(text: string, schema: GraphQLSchema): string[] {
  return validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule], { maxErrors: 100 }).map(({ message }) => message);
}

/** `Order.email` for every field of a document, the fields of what mutations answer among them. */
function fieldsOf(text: string, schema: GraphQLSchema): string[] {
  const info = new TypeInfo(schema);
  const fields = new Set<string>();
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (parent !== undefined && parent !== null) fields.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  return [...fields];
}

/** Fields that no granted scope allows, by the field's own row or that of its type: one of a row's scopes is enough. */
function uncovered(fields: readonly string[], version: string, granted: readonly string[]): string[] {
  const rows = readAdminSchemaFile(version).offline_scopes.items;
  const scopesOf = new Map(
    rows.map((row) => [row.fieldName === undefined ? row.typeName : `${row.typeName}.${row.fieldName}`, row.offlineScopes]),
  );
  const allowed = (name: string) =>
    (scopesOf.get(name) ?? []).length === 0 || scopesOf.get(name)!.some((scope) => coversScope(granted, scope));
  return fields.filter((field) => !allowed(field) || !allowed(field.replace(/\..*/, '')));
}

/** The scopes a topic's description names: "Requires the `x` scope" or "at least one of …". */
function scopesOfTopic(topic: string, schema: GraphQLSchema): string[] {
  const topics = schema.getType('WebhookSubscriptionTopic');
  const description = isEnumType(topics) ? topics.getValue(topic)?.description : undefined;
  return [...(description ?? '').matchAll(/\b(?:read|write)_\w+/g)].map(([scope]) => scope);
}

describe('operations against the true Admin schema', () => {
  it('has types made of the operations as they stand now', () => {
    // In a process of its own: the generator and this runner would each load another copy of graphql-js.
    const generate = fileURLToPath(new URL('../../build/generate.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', generate, '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(versions)('asks nothing that %s does not know or calls deprecated', (version) => {
    const schema = schemas.get(version)!;
    expect(operations().flatMap(({ name, text }) => faultsOf(text, schema).map((fault) => `${name}: ${fault}`))).toEqual([]);
  });

  it.each(versions)('reads and writes on %s with the scopes it asks of the shop, and no others', (version) => {
    const schema = schemas.get(version)!;
    const fields = operations().flatMap(({ text }) => fieldsOf(text, schema));
    expect(uncovered(fields, version, requiredScopes)).toEqual([]);
  });

  it.each(versions)('may hear every topic it subscribes to on %s', (version) => {
    const beyond = subscribedTopics.filter((topic) => {
      const scopes = scopesOfTopic(topic, schemas.get(version)!);
      return scopes.length > 0 && !scopes.some((scope) => coversScope(requiredScopes, scope));
    });
    expect(beyond).toEqual([]);
  });

  it('asks for no scope that neither an operation nor a topic has a use for', () => {
    const schema = schemas.get('2026-07')!;
    const fields = operations().flatMap(({ text }) => fieldsOf(text, schema));
    const rows = readAdminSchemaFile('2026-07').offline_scopes.items;
    const named = rows.filter((row) => fields.includes(`${row.typeName}.${row.fieldName}`)).flatMap((row) => row.offlineScopes);
    const used = new Set([...named, ...subscribedTopics.flatMap((topic) => scopesOfTopic(topic, schema))]);
    expect(requiredScopes.filter((scope) => !used.has(scope))).toEqual([]);
  });

  it('catches an unknown field, a deprecated one and one beyond the scopes', () => {
    const schema = schemas.get('2026-07')!;
    expect(faultsOf('{ order(id: "1") { nothing } }', schema)).toHaveLength(1);
    expect(faultsOf('{ order(id: "1") { totalPrice } }', schema)).toHaveLength(1);
    expect(uncovered(fieldsOf('{ order(id: "1") { customer { id } } }', schema), '2026-07', requiredScopes)).not.toEqual([]);
  });

  it('takes a scope to write for the one to read', () => {
    expect(missingScopes(['write_orders', 'read_fulfillments'])).toEqual([
      'write_merchant_managed_fulfillment_orders',
      'write_third_party_fulfillment_orders',
    ]);
  });
});
