import { describe, expect, it } from 'vitest';
import { moduleOrder } from './module-order.ts';
import { isProduction, readTree } from './source-tree.ts';
import { foreignWrites, tableOwners } from './table-owners.ts';

const modules = 'packages/server/src/modules';
const production = new Map([...readTree(`${modules}/**/*.ts`)].filter(([file]) => isProduction(file)));

const planted = (sql: string) => foreignWrites(new Map([[`${modules}/payouts/store.ts`, `await tx.query(\`${sql}\`, []);`]]));

describe('the tables of a module', () => {
  it('are written by that module alone', () => {
    expect(foreignWrites(production)).toEqual([]);
  });

  it.each([
    'insert into orders (id) values ($1)',
    'with moved as (update orders o set status = $1 returning id) select * from moved',
    'delete from orders where id = $1',
    'update orders\n set status = $1',
  ])('are watched: %s', (sql) => {
    expect(planted(sql)).toEqual([`${modules}/payouts/store.ts writes orders of orders`]);
  });

  it('may be read and locked by others', () => {
    expect(planted('select 1 from orders where id = $1 order by id for update')).toEqual([]);
    expect(planted('select 1 from payouts join orders on true for update of orders')).toEqual([]);
  });

  it('all have an owner in the order of the modules, but those that serve all', () => {
    const shared = ['idempotency_keys', 'parked_work'];
    const migrations = [...readTree('packages/server/migrations/*.sql').values()].join('\n');
    const tables = [...migrations.matchAll(/^create table (?:if not exists )?([a-z_]+)/gm)].map(([, table = '']) => table);
    expect(tables.filter((table) => !shared.includes(table)).toSorted()).toEqual(Object.keys(tableOwners).toSorted());
    const owners: readonly string[] = [...moduleOrder, 'platform'];
    expect(Object.values(tableOwners).filter((owner) => !owners.includes(owner))).toEqual([]);
  });
});
