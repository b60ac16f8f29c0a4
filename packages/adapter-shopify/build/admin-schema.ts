import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** A type or one of its fields, and the scopes an offline token may read it with: any one of them is enough. */
export type ScopeRow = { readonly typeName: string; readonly fieldName?: string; readonly offlineScopes: readonly string[] };

type SchemaFile = { readonly data: IntrospectionQuery; readonly offline_scopes: { readonly items: readonly ScopeRow[] } };

/** Reads the file that `@shopify/dev-mcp` carries: its `exports` allow no import, so the path is named. */
export function readAdminSchemaFile(version: string): SchemaFile {
  const file = new URL(`../node_modules/@shopify/dev-mcp/dist/data/admin_${version}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as SchemaFile;
}

export function withoutDescriptions(key: string, value: unknown): unknown {
  return key === 'description' || key === 'deprecationReason' ? undefined : value;
}

export function adminSchema(version: string, { descriptions = true } = {}): GraphQLSchema {
  const { data } = readAdminSchemaFile(version);
  return buildClientSchema(descriptions ? data : (JSON.parse(JSON.stringify(data, withoutDescriptions)) as IntrospectionQuery));
}
