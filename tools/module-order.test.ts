import { describe, expect, it } from 'vitest';
import { moduleOrder, orderViolations } from './module-order.ts';
import { isProduction, readTree } from './source-tree.ts';

const modules = 'packages/server/src/modules';
const sources = readTree(`${modules}/**/*.ts`);
const production = new Map([...sources].filter(([file]) => isProduction(file)));

const planted = (file: string, source: string) => orderViolations(new Map([[`${modules}/${file}`, source]]));

describe('the order of the modules', () => {
  it('holds in the whole server', () => {
    expect(orderViolations(production)).toEqual([]);
  });

  it('finds a call to the right', () => {
    expect(planted('orders/service.ts', `import { close } from '../payouts/index.ts';`)).toEqual([
      `${modules}/orders/service.ts → payouts/index.ts: calls go leftwards in the order of the modules`,
    ]);
  });

  it('finds a type taken from the right, also from a folder of a role', () => {
    expect(planted('orders/decide/cancel.ts', `import type {\n  Payout,\n} from '../../payouts/model.ts';`)).toEqual([
      `${modules}/orders/decide/cancel.ts → payouts/model.ts: calls go leftwards in the order of the modules`,
    ]);
  });

  it('finds a call to the right by import()', () => {
    expect(planted('ledger/service.ts', `await import('../orders/index.ts')`)).toHaveLength(1);
  });

  it('finds a service that sees its routes', () => {
    expect(planted('orders/service.ts', `import { routes } from './routes.ts';`)).toEqual([
      `${modules}/orders/service.ts → orders/routes.ts: service does not see routes`,
    ]);
  });

  it('finds a policy that sees a decision', () => {
    expect(planted('orders/policy.ts', `import { decide } from './decide/cancel.ts';`)).toHaveLength(1);
  });

  it('finds a module that enters itself by its front door', () => {
    expect(planted('orders/routes.ts', `export * from './index.ts';`)).toEqual([
      `${modules}/orders/routes.ts → orders/index.ts: a module does not enter itself by its front door`,
    ]);
  });

  it('finds a module without a place in the order, and a file without a role', () => {
    expect(planted('gifts/model.ts', '')).toEqual([`${modules}/gifts/model.ts: the module has no place in the order`]);
    expect(planted('orders/utils.ts', '')).toEqual([`${modules}/orders/utils.ts: a module has no such file`]);
  });

  it('lets a service see core, its own roles and the modules to its left', () => {
    const source = `import '../../core/money.ts';\nimport './decide.ts';\nimport './store.ts';\nimport '../ledger/index.ts';`;
    expect(planted('orders/service.ts', source)).toEqual([]);
  });
});

describe('a module', () => {
  it.each(moduleOrder)('%s tells in a README of at most 40 lines what it owns', (module) => {
    const readme = readTree(`${modules}/${module}/README.md`).get(`${modules}/${module}/README.md`);
    expect(readme, 'README.md').toBeDefined();
    expect(readme?.trim().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('screening is pure as a whole, so that decisions may enter it by its front door', () => {
    const roles = [...production.keys()].filter((file) => file.startsWith(`${modules}/screening/`)).map((file) => file.split('/')[5]);
    expect(roles.filter((role) => !/^(model|policy|decide|index)(\.ts)?$/.test(role ?? ''))).toEqual([]);
  });
});
