import { parseArgs } from 'node:util';
import { benchImport } from './import.ts';
import { benchMedusa } from './medusa.ts';
import { benchOrders } from './orders.ts';
import type { BenchOptions } from './options.ts';
import { benchSdk } from './sdk.ts';
import { benchShopify } from './shopify.ts';
import { benchWidget } from './widget.ts';

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<boolean>>> = {
  orders: benchOrders,
  import: benchImport,
  sdk: benchSdk,
  medusa: benchMedusa,
  shopify: benchShopify,
  widget: benchWidget,
};

const usage = `npm run bench:${Object.keys(benches).join(' | npm run bench:')} -- [options]

  --check            exit 1 when a target is missed
  --quick            a smoke run under 20 s: its figures mean nothing
  --rounds N         how often everything is measured (6)
  --postgres URL     use this PostgreSQL instead of starting one from npm
  --cpu-prof FOLDER  write CPU profiles of the server there`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '6' },
    postgres: { type: 'string' },
    connections: { type: 'string' },
    'cpu-prof': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const bench = benches[positionals[0] ?? ''];
if (values.help || !bench) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
// An exit that is asked for still takes the temporary folders away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const met = await bench({
  quick: values.quick,
  rounds: values.quick ? 1 : Number(values.rounds),
  connections: values.connections?.split(',').map(Number),
  postgresUrl: values.postgres,
  profileFolder: values['cpu-prof'],
});
process.exitCode = values.check && !met ? 1 : 0;
