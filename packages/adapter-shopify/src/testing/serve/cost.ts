import { type FieldNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The fields of a document that matter for its cost, with their variables filled in. */
export type CostContext = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
};

/** Every mutation costs as much (shopify.md 1.8). */
const mutationPoints = 10;
/** What a list costs that names no size. */
const unnamedSize = 1;

function sizeOf(field: FieldNode, { variables }: CostContext): number | null {
  const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
  if (argument === undefined) return null;
  if (argument.value.kind === Kind.INT) return Number(argument.value.value);
  return argument.value.kind === Kind.VARIABLE ? Number(variables[argument.value.name.value] ?? unnamedSize) : unnamedSize;
}

function fieldsOf(set: SelectionSetNode, context: CostContext): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD ? context.fragments.get(selection.name.value)?.selectionSet : selection.selectionSet;
    return inner === undefined ? [] : fieldsOf(inner, context);
  });
}

/** One point for each object a field may bring; a connection brings as many as it names. */
function costOfSet(set: SelectionSetNode, context: CostContext): number {
  return fieldsOf(set, context).reduce((sum, field) => {
    if (field.selectionSet === undefined || field.name.value === 'pageInfo') return sum;
    const inside = costOfSet(field.selectionSet, context);
    const isWrapper = field.name.value === 'nodes' || field.name.value === 'edges';
    const size = sizeOf(field, context);
    if (isWrapper) return sum + 1 + inside;
    return sum + (size === null ? 1 + inside : size * Math.max(1, inside));
  }, 0);
}

/** Points a request is debited with before it runs. */
export function requestedCost(operation: OperationDefinitionNode, context: CostContext): number {
  if (operation.operation === 'mutation') return fieldsOf(operation.selectionSet, context).length * mutationPoints;
  return costOfSet(operation.selectionSet, context);
}

function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.entries(value).reduce((sum, [name, part]) => sum + (name === 'pageInfo' ? 0 : objectsIn(part)), 0);
  return inside + ('nodes' in value || 'pageInfo' in value ? 0 : 1);
}

/** Points a request has cost once it is answered: the objects it brought. */
export function actualCost(operation: OperationDefinitionNode, requested: number, data: unknown): number {
  if (operation.operation === 'mutation') return requested;
  return Math.min(requested, Math.max(1, objectsIn(data) - 1));
}
