import { expect, it } from 'vitest';
import { createPostgresDatabase } from '../../../server/tests/support/databases.ts';
import { openPostgres } from './postgres.ts';

it('a connection that breaks in the middle fails its work, not the process, and the next work gets another', async () => {
  const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
  const database = await openPostgres({ connectionString });
  const work = database.transaction(async (tx) => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.query('select pg_terminate_backend($1)', [row?.pid]);
    await tx.query('select 1');
  });
  await expect(work).rejects.toThrow();
  expect(await database.transaction((tx) => tx.query('select 1 as n'))).toEqual([{ n: 1 }]);
  await database.close();
  await drop();
});
