import type { Database } from './database.ts';
import { schema } from './tables.ts';

/** Where a list was read to. */
export type CursorStore = {
  readonly load: (name: string) => Promise<string | null>;
  readonly save: (name: string, value: string) => Promise<void>;
};

export function createCursorStore(database: Database): CursorStore {
  return {
    async load(name) {
      const [row] = await database.query<{ value: string }>(`select value from ${schema}.cursors where name = $1`, [name]);
      return row?.value ?? null;
    },
    async save(name, value) {
      await database.query(
        `insert into ${schema}.cursors (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
        [name, value],
      );
    },
  };
}
