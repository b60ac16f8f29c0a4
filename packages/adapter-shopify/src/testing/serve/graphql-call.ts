import { execute, type ExecutionResult, Kind } from 'graphql';
import { type Bucket, debited, refilled } from '../../outbound/bucket.ts';
import { coversScope } from '../../graphql/scopes.ts';
import type { World } from '../shop/world.ts';
import { actualCost, requestedCost } from './cost.ts';
import { createDocuments, type Prepared } from './documents.ts';
import { type AdminSchema, loadAdminSchema } from './schema.ts';

/** What a request to the Admin API carries. */
export type GraphqlBody = { readonly query?: unknown; readonly variables?: unknown; readonly operationName?: unknown };

/** What the caller must know of costs. */
export type CostRecord = { requested: number; actual: number; throttled: number; calls: number; lowestAvailable: number };

/** One query alone may ask for no more (shopify.md 1.8). */
const mostOfOne = 1000;

function failure(message: string, code?: string) {
  return { errors: [{ message, ...(code === undefined ? {} : { extensions: { code } }) }] };
}

/** The shop's bucket, as its answers report it. */
function createShopBucket(world: World, costs: CostRecord) {
  let bucket: Bucket = { available: 2000, maximum: 2000, restoredPerSecond: 100, at: world.clock.now() };
  return {
    set: (change: Partial<Omit<Bucket, 'at'>>) => {
      bucket = { ...refilled(bucket, world.clock.now()), ...change };
    },
    /** False when it does not hold so much. */
    take(points: number): boolean {
      bucket = refilled(bucket, world.clock.now());
      if (bucket.available < points) return false;
      bucket = debited(bucket, points, world.clock.now());
      costs.lowestAvailable = Math.min(costs.lowestAvailable, bucket.available);
      return true;
    },
    giveBack: (points: number) => {
      bucket = { ...bucket, available: Math.min(bucket.maximum, bucket.available + points) };
    },
    report: (requested: number, actual: number | null) => ({
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: actual,
        throttleStatus: {
          maximumAvailable: bucket.maximum,
          currentlyAvailable: Math.floor(bucket.available),
          restoreRate: bucket.restoredPerSecond,
        },
      },
    }),
  };
}

/** The first field that no granted scope opens. */
function closedField(world: World, fields: readonly string[], { scopesOf }: AdminSchema): string | undefined {
  return fields.find((name) => {
    const scopes = scopesOf(name);
    return scopes.length > 0 && !scopes.some((scope) => coversScope(world.settings.scopes, scope));
  });
}

function costOf({ document, operation }: Prepared, variables: Record<string, unknown>): number {
  const named = document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : []));
  return requestedCost(operation, { fragments: new Map(named), variables });
}

function answerOf(result: ExecutionResult): Record<string, unknown> {
  const errors = result.errors?.map(({ message, path }) => ({ message, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } }));
  return { ...(errors === undefined ? {} : { errors }), data: result.data };
}

/** Executes requests against the schema, and keeps the shop's bucket. */
export function createGraphqlCalls(world: World, root: Readonly<Record<string, unknown>>) {
  const read = createDocuments();
  const costs: CostRecord = { requested: 0, actual: 0, throttled: 0, calls: 0, lowestAvailable: Number.POSITIVE_INFINITY };
  const bucket = createShopBucket(world, costs);

  async function run(prepared: Prepared, admin: AdminSchema, variables: Record<string, unknown>): Promise<unknown> {
    const { document, operation } = prepared;
    const requested = costOf(prepared, variables);
    if (requested > mostOfOne)
      return failure(`Query cost ${requested} exceeds the single query max cost limit (${mostOfOne}).`, 'MAX_COST_EXCEEDED');
    if (!bucket.take(requested)) {
      costs.throttled += 1;
      return { ...failure('Throttled', 'THROTTLED'), extensions: bucket.report(requested, null) };
    }
    const result: ExecutionResult = await execute({ schema: admin.schema, document, rootValue: root, variableValues: variables });
    const actual = actualCost(operation, requested, result.data);
    bucket.giveBack(requested - actual);
    costs.requested += requested;
    costs.actual += actual;
    costs.calls += 1;
    return { ...answerOf(result), extensions: bucket.report(requested, actual) };
  }

  return {
    costs,
    /** Sets what the bucket holds and how fast it fills: another plan, or a nearly empty one. */
    setBucket: bucket.set,
    async call({ query, variables }: GraphqlBody, version: string): Promise<unknown> {
      if (typeof query !== 'string') return failure('A query attribute must be specified and must be a string.');
      const prepared = read(query, version);
      if (typeof prepared === 'string') return failure(prepared);
      if (prepared.faults.length > 0) return { errors: prepared.faults.map((message) => ({ message })) };
      const admin = loadAdminSchema(version);
      const closed = closedField(world, prepared.fields, admin);
      if (closed !== undefined) return { ...failure(`Access denied for ${closed} field.`, 'ACCESS_DENIED'), data: null };
      world.settle();
      return await run(prepared, admin, typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {});
    },
  };
}

export type GraphqlCalls = ReturnType<typeof createGraphqlCalls>;
