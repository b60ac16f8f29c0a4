import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@atobarai/sdk';
import { counterOf } from '../tests/support/checkout.ts';
import { remoteOrder } from '../tests/support/remote.ts';
import { catalogueOf, shopClient } from '../tests/support/shop-client.ts';
import { until } from '../tests/support/until.ts';
import { pack, ship } from '../tests/support/warehouse.ts';
import { seedDatabase, storefrontKey } from './database.ts';
import { freePort } from './free-port.ts';
import { startMedusa } from './medusa.ts';
import { adapterFolder, repository, shopFolder } from './places.ts';
import { startPostgres } from './postgres.ts';
import { startReferenceServer } from './reference-server.ts';

// What a shop gets from npm: both packages as tarballs, installed by npm into a new Medusa app with what every
// Medusa starter brings (ts-node among it, which refuses modules), and in it an order from checkout to capture.
const medusaVersion = '2.21.2';
const folder = await mkdtemp(join(tmpdir(), 'atobarai-pack-'));
// Started by root, PostgreSQL runs as a user of its own, who has to reach its folder in this one.
await chmod(folder, 0o755);
const app = join(folder, 'app');
const stopping: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
let exitCode = 0;

try {
  await timed('packed', packAll);
  await timed('installed by npm', install);
  await timed('checkout, shipment and capture', sell);
  console.log('1 passed, 0 failed');
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
  exitCode = 1;
} finally {
  for (const stop of stopping.toReversed()) await stop();
}
process.exit(exitCode);

async function packAll(): Promise<void> {
  await mkdir(app);
  const into = ['pack', '--pack-destination', folder];
  run('npx', ['--yes', 'pnpm@12.21.0', ...into], join(repository, 'packages', 'sdk'));
  run('npm', into, adapterFolder);
}

async function install(): Promise<void> {
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const tarball = (name: string) => `file:../${tarballs.find((file) => file.startsWith(`atobarai-${name}-`))}`;
  const medusa = ['medusa', 'framework', 'cli', 'admin-sdk', 'dashboard', 'draft-order'].map((name) => [
    `@medusajs/${name}`,
    medusaVersion,
  ]);
  const manifest = {
    name: 'fresh-shop',
    private: true,
    dependencies: {
      ...Object.fromEntries(medusa),
      '@atobarai/sdk': tarball('sdk'),
      '@atobarai/adapter-medusa': tarball('adapter-medusa'),
    },
    devDependencies: { '@swc/core': '^1.7.28', 'ts-node': '^10.9.2', typescript: '^5.6.2', '@types/node': '^20.12.11' },
  };
  await writeFile(join(app, 'package.json'), JSON.stringify(manifest, undefined, 2));
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error'], app);
  await cp(join(shopFolder, 'medusa-config.js'), join(app, 'medusa-config.js'));
  await cp(join(shopFolder, 'src'), join(app, 'src'), { recursive: true });
}

async function sell(): Promise<void> {
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), isDurable: false });
  stopping.push(postgres.stop);
  await seedDatabase(postgres, 'shop', app);
  const service = await startReferenceServer({ port: await freePort(), dataFolder: join(folder, 'service') });
  stopping.push(service.stop);
  const port = await freePort();
  const environment = { ATOBARAI_URL: service.url, ATOBARAI_KEY: service.secretKey, ATOBARAI_TASKS_EVERY_MS: '500' };
  const medusa = await startMedusa({ databaseUrl: postgres.url('shop'), environment, folder: app }, port);
  stopping.push(medusa.stop);
  const client = shopClient(medusa.url, await storefrontKey(postgres.url('shop')));
  const order = await counterOf(client, await catalogueOf(client)).placeApproved();
  await ship(client, order, { fulfillmentId: await pack(client, order) });
  await until(
    () => client.order(order.id),
    ({ payment_status: status }) => status === 'captured',
  );
  const remote = await remoteOrder(createClient({ apiKey: service.secretKey, baseUrl: service.url }), order);
  if (remote.shipments.length !== 1) throw new Error(`The service has ${remote.shipments.length} shipments.`);
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const startedMs = performance.now();
  await work();
  console.log(`${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}

function run(program: string, given: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(program, given, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${given.join(' ')} failed (${status}):\n${stdout}${stderr}`);
}
