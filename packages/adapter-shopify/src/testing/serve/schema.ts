import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** A type or one of its fields, and the scopes any of which opens it to an offline token. */
export type ScopeRow = { readonly typeName: string; readonly fieldName?: string; readonly offlineScopes: readonly string[] };

/** The true Admin schema of one version. */
export type AdminSchema = { readonly schema: GraphQLSchema; readonly scopesOf: (name: string) => readonly string[] };

type SchemaFile = { readonly data: IntrospectionQuery; readonly offline_scopes: { readonly items: readonly ScopeRow[] } };

const loaded = new Map<string, AdminSchema>();

/** In the published package, `dist/testing`; else in `@shopify/dev-mcp`, whose `exports` let no import in. */
function placesOf(version: string): string[] {
  const beside = fileURLToPath(new URL(`../admin_${version}.json.gz`, import.meta.url));
  const folders = [import.meta.url, join(process.cwd(), 'index.js')].flatMap(
    (from) => createRequire(from).resolve.paths('@shopify/dev-mcp') ?? [],
  );
  return [beside, ...folders.map((folder) => join(folder, `@shopify/dev-mcp/dist/data/admin_${version}.json.gz`))];
}

/**
 * Loads the schema of a version, once per process.
 * @throws Error when it is nowhere: install `@shopify/dev-mcp`, which carries it.
 */
export function loadAdminSchema(version: string): AdminSchema {
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const place = placesOf(version).find((file) => existsSync(file));
  if (place === undefined) {
    throw new Error(
      `There is no Admin schema of ${version}: install @shopify/dev-mcp as a development dependency, or name another version.`,
    );
  }
  const file = JSON.parse(gunzipSync(readFileSync(place)).toString('utf8')) as SchemaFile;
  const scopes = new Map(
    file.offline_scopes.items.map((row) => [
      row.fieldName === undefined ? row.typeName : `${row.typeName}.${row.fieldName}`,
      row.offlineScopes,
    ]),
  );
  const made = { schema: buildClientSchema(file.data, { assumeValid: true }), scopesOf: (name: string) => scopes.get(name) ?? [] };
  loaded.set(version, made);
  return made;
}
