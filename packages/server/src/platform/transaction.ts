import { LostRace, type Scope } from '../core/database.ts';

/** What the engines report besides the work itself; a test counts messages with it. */
export type DatabaseOptions = { readonly onQuery?: ((sql: string) => void) | undefined };

const attempts = 6; // the first and five more
const mostConnections = 100; // each of which may hold plans that are stale
const merchantIdPattern = /^[a-z]+_?[0-9a-z]*$/;

/** The statements that wall a transaction: the role first, then what it may see. */
export function scopeStatements(scope: Scope): string {
  return `set local role atobarai_app; set local app.mode = '${checkedMode(scope.mode)}'; set local app.merchants = '${merchantList(scope.merchants)}';`;
}

function checkedMode(mode: string): string {
  if (mode !== 'test' && mode !== 'live') throw new TypeError(`not a mode: ${mode}`);
  return mode;
}

function merchantList(merchants: Scope['merchants']): string {
  if (merchants === 'all') return '*';
  const odd = merchants.find((id) => !merchantIdPattern.test(id));
  if (odd !== undefined) throw new TypeError(`not a merchant id: ${odd}`);
  return merchants.join(',');
}

/** A lost race, a serialization failure, a deadlock, and a plan that a migration under way made stale. */
export function mayBeRunAgain(error: unknown): boolean {
  const code = sqlState(error);
  return error instanceof LostRace || code === '40001' || code === '40P01' || isStalePlan(error);
}

export function isStalePlan(error: unknown): boolean {
  return sqlState(error) === '0A000' && error instanceof Error && error.message.startsWith('cached plan');
}

export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Runs work again when the database says that another transaction was in its way. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1, stale = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isStalePlan(error) && stale < mostConnections) {
        stale += 1; // Its connection is gone, and the next one is as old.
        attempt -= 1;
        continue;
      }
      if (attempt >= attempts || !mayBeRunAgain(error)) throw error;
      await pause(Math.random() * 10 * 2 ** attempt);
    }
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

export type NestingGuard = { readonly run: <T>(work: () => Promise<T>) => Promise<T> };

/**
 * Refuses a transaction begun inside another one of the same database: on the single-session
 * engine it would wait for ever, on a pool it could. Only Node can tell; a browser tab goes without.
 */
export function nestingGuard(): NestingGuard {
  const hooks = globalThis.process?.getBuiltinModule?.('node:async_hooks');
  if (hooks === undefined) return { run: (work) => work() };
  const surrounding = new hooks.AsyncLocalStorage<{ open: boolean }>();
  return {
    async run(work) {
      if (surrounding.getStore()?.open === true)
        throw new Error('a transaction inside a transaction: pass the tx (or the unit) on instead');
      const state = { open: true };
      try {
        return await surrounding.run(state, work);
      } finally {
        state.open = false; // work left running on its own may begin a transaction of its own
      }
    },
  };
}
