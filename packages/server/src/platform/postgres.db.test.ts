import { expect, it } from 'vitest';
import { type Database, DatabaseAway, type Scope, type Tx } from '../core/database.ts';
import { adminRows, createPostgresDatabase, describePostgres } from '../../tests/support/databases.ts';
import { plant } from '../../tests/support/rows.ts';
import { readMigrations } from './migrate-folder.ts';
import { migrate } from './migrate.ts';
import { openPostgres, withPostgresSession } from './postgres.ts';
import { refuseOpenWalls } from './walls.ts';

const everything: Scope = { mode: 'test', merchants: 'all' };

/** Two pieces of work that each wait here until the other has come as well. */
function meeting(): () => Promise<void> {
  const both = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === 2) both.resolve();
    return both.promise;
  };
}

describePostgres('transactions at the same time', (open) => {
  const lock = (tx: Tx, id: string) => tx.query('select 1 from orders where id = $1 for update', [id]);

  it('that lock the same rows crosswise are both done: the one that was refused runs again', async () => {
    const database = await open();
    for (const id of ['ord_1', 'ord_2']) await plant(database, 'orders', { id, shop_order_id: id });
    const meet = meeting();
    let runs = 0;
    const crosswise = (first: string, second: string) =>
      database.transaction(everything, async (tx) => {
        runs += 1;
        await lock(tx, first);
        await meet();
        await lock(tx, second);
        await tx.query('update orders set version = version + 1 where id = $1', [second]);
      });
    await Promise.all([crosswise('ord_1', 'ord_2'), crosswise('ord_2', 'ord_1')]);
    expect(runs).toBe(3);
    expect(await database.admin('select version from orders')).toEqual([{ version: 2 }, { version: 2 }]);
  });
});

describePostgres('a connection', (open) => {
  const backend = async (tx: Tx) => (await tx.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;

  it('sends the commit behind the last statement without waiting for its answer', async () => {
    const sent: string[] = [];
    const database = await open({ onQuery: (sql) => sent.push(sql) });
    await database.openedTransaction(everything, '', async (tx, opened) => {
      await opened;
      const answer = tx.queryAndCommit('select 1');
      expect(sent.slice(1)).toEqual(['select 1', 'commit']);
      return answer;
    });
    expect(sent).toHaveLength(3);
  });

  it('belongs to somebody else when its transaction is over: what was left running cannot write through it', async () => {
    const database = await open();
    const straggler = Promise.withResolvers<Tx>();
    await database.transaction(everything, async (tx) => straggler.resolve(tx));
    const { query } = await straggler.promise;
    await expect(query('select 1')).rejects.toThrow('the transaction is over');
  });

  it('with old plans is thrown away, however many of them the pool has, when a migration changed a table', async () => {
    const database = await open();
    const meet = Promise.withResolvers<void>();
    let waiting = 0;
    const look = (tx: Tx) => tx.query('select * from business_clock where $1', [true]);
    const looked = Array.from({ length: 10 }, () =>
      database.transaction(everything, async (tx) => {
        await look(tx);
        waiting += 1;
        if (waiting === 10) meet.resolve();
        await meet.promise;
      }),
    );
    await Promise.all(looked);
    await database.admin('alter table business_clock add column noted text');
    expect(await database.transaction(everything, look)).toHaveLength(2);
    await database.admin('alter table business_clock drop column noted');
  });

  it('that cannot be had is told as such', async () => {
    const { connectionString, drop } = await createPostgresDatabase();
    const database = await openPostgres(connectionString);
    await drop();
    await expect(database.transaction(everything, backend)).rejects.toBeInstanceOf(DatabaseAway);
    await database.close();
  });

  it('that broke fails its work, is thrown away, and the next transaction gets another', async () => {
    const database = await open();
    let broken = 0;
    const work = database.transaction(everything, async (tx) => {
      broken = await backend(tx);
      await database.admin(`select pg_terminate_backend(${broken})`);
      await tx.query('select 1');
    });
    await expect(work).rejects.toThrow();
    expect(await database.transaction(everything, backend)).not.toBe(broken);
  });

  it('that broke while nobody used it does not end the process', async () => {
    const database = await open();
    const idle = await database.transaction(everything, backend);
    await withPostgresSession(await urlOf(database), (session) => session.run(`select pg_terminate_backend(${idle})`));
    expect(
      await database.transaction(everything, async (tx) => tx.query('select 1 as n')).catch(() => database.admin('select 1 as n')),
    ).toEqual([{ n: 1 }]);
  });

  it('keeps its prepared statements from going stale when a migration changes a table under it', async () => {
    const database = await open();
    await database.admin('create table shelf (a int); grant select on shelf to atobarai_app');
    const read = () => database.transaction(everything, (tx) => tx.query('select * from shelf where a = $1 or true', [1]));
    await read();
    await database.admin('alter table shelf add column b text');
    expect(await read()).toEqual([]);
    await database.admin('drop table shelf');
  });
});

async function urlOf(database: Database): Promise<string> {
  const [row] = await adminRows<{ port: number; name: string }>(database, 'select inet_server_port() as port, current_database() as name');
  return `postgres://postgres:postgres@127.0.0.1:${row?.port}/${row?.name}`;
}

describePostgres('a server that is set up', (open) => {
  it('by an owner who is no superuser has its walls, and screening sees all shops', async () => {
    const cluster = await urlOf(await open());
    const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
    const name = new URL(connectionString).pathname.slice(1);
    await withPostgresSession(cluster, (session) =>
      session.run(`create role ${name}_owner login createrole password 'x'; alter database ${name} owner to ${name}_owner`),
    );
    // The tests share one server, where the role was made by somebody else before.
    await withPostgresSession(cluster, (session) => session.run(`grant atobarai_app to ${name}_owner with admin option`));
    const url = connectionString.replace('postgres:postgres@', `${name}_owner:x@`);
    const migrations = await readMigrations();
    await withPostgresSession(url, (session) => migrate(session, migrations));
    const database = await openPostgres(url);
    await refuseOpenWalls(database);
    await plant(database, 'orders', { merchant_id: 'mer_b', id: 'ord_b', shop_order_id: 'B-1', phone_hash: 'same' });
    const scope: Scope = { mode: 'test', merchants: ['mer_a'] };
    const [own, sighted] = await database.transaction(scope, async (tx) => [
      await tx.query('select id from orders'),
      await tx.query(`select order_id from screening_sightings('test', array['same'], '{}', '{}', '2026-01-01')`),
    ]);
    expect({ own, sighted }).toEqual({ own: [], sighted: [{ order_id: 'ord_b' }] });
    await database.close();
    await drop();
  });
});
