import { modules, type PlantedViolation } from './model.ts';

const onlyPlatform = 'Only the platform speaks to a driver.';
const pureFile = 'A pure file sees core, the contract and other pure files only.';
const frontDoor = 'Another module is entered by its index.ts or model.ts; of the platform, routes see http and nobody else anything.';
const outsiders = 'Nothing imports the server or an adapter, but sdk/testing, cli, bench, examples and tools.';
const schemas = 'Shapes are written in zod/mini, in the contract.';

function restrictedImport(title: string, file: string, imported: readonly [specifier: string, says: string]): PlantedViolation {
  return { title, file, source: `export * from '${imported[0]}';\n`, rule: 'eslint(no-restricted-imports)', says: imported[1] };
}

/** Imports that point the wrong way. */
export const direction: readonly PlantedViolation[] = [
  restrictedImport('core sees a module', 'packages/server/src/core/rate.ts', [
    '../modules/clean/index.ts',
    'Core sees itself and the contract only.',
  ]),
  restrictedImport('core sees a package', 'packages/server/src/core/log.ts', ['pino', 'Core sees itself and the contract only.']),
  restrictedImport('decide sees its store', `${modules}/a/decide.ts`, ['./store.ts', pureFile]),
  restrictedImport('decide sees another module by its front door', `${modules}/b/decide.ts`, ['../clean/index.ts', pureFile]),
  restrictedImport('policy sees its service', `${modules}/c/policy.ts`, ['./service.ts', pureFile]),
  restrictedImport('model sees the platform', `${modules}/d/model.ts`, ['../../platform/clock.ts', pureFile]),
  restrictedImport('model sees a package', `${modules}/e/model.ts`, ['csv-parse', pureFile]),
  restrictedImport('a file of a decide folder sees its store', `${modules}/f/decide/cancel.ts`, ['../store.ts', pureFile]),
  restrictedImport("a service enters another module's store", `${modules}/g/service.ts`, ['../clean/store.ts', frontDoor]),
  restrictedImport("a file of a store folder enters another module's store", `${modules}/h/store/due.ts`, [
    '../../clean/store.ts',
    frontDoor,
  ]),
  restrictedImport('a service sees the platform', `${modules}/i/service.ts`, ['../../platform/clock.ts', frontDoor]),
  restrictedImport('routes see the platform beyond http', `${modules}/s/routes.ts`, ['../../platform/clock.ts', frontDoor]),
  restrictedImport('a file of a routes folder sees the platform beyond http', `${modules}/t/routes/view.ts`, [
    '../../../platform/clock.ts',
    frontDoor,
  ]),
  restrictedImport('a job sees flow.ts', `${modules}/j/jobs.ts`, ['../../flow.ts', frontDoor]),
  restrictedImport('a store speaks to pg', `${modules}/k/store.ts`, ['pg', onlyPlatform]),
  restrictedImport('a store speaks to PGlite', `${modules}/l/store.ts`, ['@electric-sql/pglite', onlyPlatform]),
  restrictedImport('a job speaks to pg-boss', `${modules}/m/jobs.ts`, ['pg-boss', onlyPlatform]),
  restrictedImport('the worker speaks to pg-boss', 'packages/server/src/worker.ts', ['pg-boss', onlyPlatform]),
  restrictedImport('a service writes schemas', `${modules}/n/service.ts`, ['zod', schemas]),
  restrictedImport('a service calls out by ky', `${modules}/o/service.ts`, ['ky', 'HTTP calls are made in sdk/client alone.']),
  restrictedImport('the platform sees a module', 'packages/server/src/platform/http.ts', [
    '../modules/clean/index.ts',
    "The platform fits a module's port at most (model.ts): app.ts brings them together.",
  ]),
  restrictedImport('the contract sees the client', 'packages/sdk/src/contract/orders.ts', [
    '../client/retry.ts',
    'The contract sees zod/mini and itself only.',
  ]),
  restrictedImport('the contract takes all of zod', 'packages/sdk/src/contract/money.ts', [
    'zod',
    'The contract sees zod/mini and itself only.',
  ]),
  restrictedImport('the client takes all of zod', 'packages/sdk/src/client/parse.ts', ['zod', schemas]),
  restrictedImport('webhooks call out by ky', 'packages/sdk/src/webhooks/verify.ts', ['ky', 'HTTP calls are made in sdk/client alone.']),
  restrictedImport('the client imports the server', 'packages/sdk/src/client/local.ts', ['@atobarai/server/embedded', outsiders]),
  restrictedImport('the console reaches into the server by path', 'packages/console/src/orders.ts', [
    '../../server/src/core/money.ts',
    outsiders,
  ]),
  restrictedImport('the command line imports an adapter', 'packages/cli/src/doctor.ts', [
    '@atobarai/adapter-shopify',
    'Nothing imports an adapter.',
  ]),
  restrictedImport('the widget takes zod/mini', 'packages/widget/src/checkout/parse.ts', [
    'zod/mini',
    'The widget stays under its size ceiling: its own fetch, no schemas.',
  ]),
  restrictedImport('a folder of core sees a module', 'packages/server/src/core/messages/orders.ts', [
    '../../modules/clean/model.ts',
    'Core sees itself and the contract only.',
  ]),
  restrictedImport('core needs Node', 'packages/server/src/core/hash.ts', ['node:crypto', 'Core sees itself and the contract only.']),
  {
    title: 'a module needs Node',
    file: `${modules}/p/service.ts`,
    source: `export { readFile } from 'node:fs/promises';\n`,
    rule: 'import(no-nodejs-modules)',
    says: 'Do not import Node.js builtin module `node:fs/promises`',
  },
  {
    title: 'the HTTP part of the platform needs Node',
    file: 'packages/server/src/platform/http/stream.ts',
    source: `export { Readable } from 'node:stream';\n`,
    rule: 'import(no-nodejs-modules)',
    says: 'Do not import Node.js builtin module `node:stream`',
  },
  {
    title: 'app.ts needs Node, which the browser tab does not have',
    file: 'packages/server/src/app.ts',
    source: `export { createHash } from 'node:crypto';\n`,
    rule: 'import(no-nodejs-modules)',
    says: 'Do not import Node.js builtin module `node:crypto`',
  },
  {
    title: 'the SDK needs Node',
    file: 'packages/sdk/src/client/socket.ts',
    source: `export { connect } from 'node:net';\n`,
    rule: 'import(no-nodejs-modules)',
    says: 'Do not import Node.js builtin module `node:net`',
  },
  {
    title: 'types go in a circle',
    file: `${modules}/q/model.ts`,
    source: `import type { Rate } from './policy.ts';\nexport type Fee = { readonly rate: Rate };\n`,
    rule: 'import(no-cycle)',
    says: 'Dependency cycle detected',
    beside: {
      [`${modules}/q/policy.ts`]: `import type { Fee } from './model.ts';\nexport type Rate = { readonly fees: readonly Fee[] };\n`,
    },
  },
];
