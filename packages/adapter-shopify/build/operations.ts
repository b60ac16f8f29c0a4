import { readdirSync, readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { adminSchema } from './admin-schema.ts';

export const folder = new URL('../src/graphql/', import.meta.url);

type SourceFile = { readonly location: string; readonly document: DocumentNode };

/** Every `.graphql` file of the adapter, in the order of names. */
export function operationFiles(): SourceFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((location) => ({ location, document: parse(readFileSync(new URL(location, folder), 'utf8')) }));
}

function fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  seen = new Set<string>(),
): Set<string> {
  visit(node, {
    FragmentSpread({ name: { value } }) {
      const fragment = all.get(value);
      if (fragment === undefined || seen.has(value)) return;
      seen.add(value);
      fragmentsOf(fragment, all, seen);
    },
  });
  return seen;
}

type Operation = { readonly name: string; readonly kind: 'query' | 'mutation'; readonly text: string };

/** Each operation with the fragments it needs, as it goes over the wire. */
export function operations(): Operation[] {
  const definitions = operationFiles().flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  return definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined || node.operation === 'subscription') return [];
    const needed = [...fragmentsOf(node, fragments)].sort().flatMap((name) => fragments.get(name) ?? []);
    return [{ name: node.name.value, kind: node.operation, text: [node, ...needed].map(print).join('\n') }];
  });
}

const head = `// Made by \`pnpm --filter @atobarai/adapter-shopify run generate\` from src/graphql/*.graphql. Do not edit.\n`;

async function types(): Promise<string> {
  const schema = adminSchema('2026-07', { descriptions: false });
  return await codegen({
    filename: 'types.gen.ts',
    schema: parse('type Query { nothing: Boolean }'),
    schemaAst: schema,
    documents: operationFiles(),
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
    config: {
      enumsAsTypes: true,
      skipTypename: true,
      immutableTypes: true,
      defaultScalarType: 'string',
      dedupeFragments: true,
      scalars: {
        DateTime: 'string',
        Decimal: 'string',
        URL: 'string',
        UnsignedInt64: 'string',
        JSON: 'unknown',
        ID: 'string',
        Money: 'string',
      },
      avoidOptionals: { field: true },
    },
  });
}

/** `AtobaraiOrderByIdQuery` → `orderByIdQuery`: the prefix is there for the shop's request log. */
function constantOf(result: string): string {
  const short = result.replace(/^Atobarai/, '');
  return `${short.charAt(0).toLowerCase()}${short.slice(1)}`;
}

function documents(): string {
  const lines = operations().map(({ name, kind, text }) => {
    const result = `${name}${kind === 'query' ? 'Query' : 'Mutation'}`;
    return `export const ${constantOf(result)}: AdminOperation<${result}, ${result}Variables> = { name: '${name}', kind: '${kind}', text: ${JSON.stringify(text)} };\n`;
  });
  const shape = `/** One operation of the Admin API: its text and, in the types alone, what it answers and what it takes. */
export type AdminOperation<Result, Variables> = {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly text: string;
  readonly types?: { readonly result: Result; readonly variables: Variables };
};
`;
  return [shape, ...lines].join('\n');
}

/** The whole of `types.gen.ts`. */
export async function typesFile(): Promise<string> {
  return `${head}${(await types()).trim()}\n\n${documents()}`;
}
