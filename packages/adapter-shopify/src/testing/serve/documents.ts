import { type DocumentNode, Kind, type OperationDefinitionNode, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { type AdminSchema, loadAdminSchema } from './schema.ts';

/** One document read once: how it may fail, what it needs, what runs. */
export type Prepared = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly faults: readonly string[];
  readonly fields: readonly string[];
};

function fieldsNamed(document: DocumentNode, { schema }: AdminSchema): string[] {
  const info = new TypeInfo(schema);
  const named = new Set<string>();
  const note = ({ name }: { readonly name: { readonly value: string } }) => {
    const parent = info.getParentType();
    if (parent === undefined || parent === null) return;
    named.add(parent.name);
    named.add(`${parent.name}.${name.value}`);
  };
  visit(document, visitWithTypeInfo(info, { Field: note }));
  return [...named];
}

function prepare(query: string, admin: AdminSchema): Prepared | string {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (problem) {
    return String(problem);
  }
  const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return 'No operation.';
  const faults = validate(admin.schema, document).map(({ message }) => message);
  return { document, operation, faults, fields: faults.length > 0 ? [] : fieldsNamed(document, admin) };
}

/** Reads each document once per version. */
export function createDocuments(): (query: string, version: string) => Prepared | string {
  const prepared = new Map<string, Prepared | string>();
  return (query, version) => {
    const key = `${version} ${query}`;
    const found = prepared.get(key) ?? prepare(query, loadAdminSchema(version));
    prepared.set(key, found);
    return found;
  };
}
