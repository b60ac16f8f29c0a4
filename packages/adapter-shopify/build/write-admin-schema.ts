import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readAdminSchemaFile, withoutDescriptions } from './admin-schema.ts';

const source = new URL('../node_modules/@shopify/dev-mcp/', import.meta.url);

function licence(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', source), 'utf8')) as { version: string };
  const text = readFileSync(new URL('LICENSE', source), 'utf8');
  return `The Admin API schema in this folder is that of @shopify/dev-mcp ${version}, with its descriptions left out.\n\n${text}`;
}

/** Puts the schema that the fake shop executes beside the built code, so that who uses it needs `graphql` alone. */
export function writeAdminSchema(outDir: string, version = '2026-07'): void {
  const folder = join(outDir, 'testing');
  mkdirSync(folder, { recursive: true });
  const { data, offline_scopes: scopes } = readAdminSchemaFile(version);
  const items = scopes.items.filter(({ offlineScopes }) => offlineScopes.length > 0);
  const rows = items.map(({ typeName, fieldName, offlineScopes }) => ({ typeName, fieldName, offlineScopes }));
  const text = JSON.stringify({ data, offline_scopes: { items: rows } }, withoutDescriptions);
  writeFileSync(join(folder, `admin_${version}.json.gz`), gzipSync(text, { level: 9 }));
  writeFileSync(join(folder, 'admin-schema-license.txt'), licence());
}
