import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient, createOperatorClient } from '@atobarai/sdk';
import { destination } from 'pino';
import { type DemoReport, type Place, plainLook, readDataSet, runDemo, terminalLook, whereToLook } from './demo/index.ts';
import type { SampleMerchants } from './modules/merchants/index.ts';
import { momentOf } from './modules/jobs/index.ts';
import { setClockTo } from './modules/sandbox/index.ts';
import { describe } from './core/messages.ts';
import { Refused } from './core/result.ts';
import type { Instant } from './core/time.ts';
import { type NodeApp, openNodeApp } from './node-app.ts';
import { readSettings, type Settings } from './platform/config.ts';
import { lockDirectory } from './platform/embedded-directory.ts';
import { type Listening, isPortTaken, listen } from './platform/http-server.ts';
import { createLogger } from './platform/log.ts';
import { createMetrics, type Metrics } from './platform/metrics.ts';
import { type ShopPlace, shopPlace } from './platform/sample-shop.ts';
import { buildWidget } from './platform/widget-files.ts';
import { withPages } from './pages.ts';
import { sampleKeys } from './sample-keys.ts';

export type StartOptions = {
  readonly once: boolean;
  /** No demo: whoever starts it brings orders of their own. */
  readonly empty?: boolean | undefined;
  readonly reset: boolean;
  readonly port?: number | undefined;
  readonly data?: string | undefined;
  readonly clock?: string | undefined;
  readonly dataSet?: string | undefined;
};

export type Started = { readonly exitCode: number; readonly close: () => Promise<void> };

/** In the package beside the built files, in the repository among the examples. */
const [sampleDataSet = ''] = ['data/orders-300', '../../../examples/data/orders-300']
  .map((folder) => join(import.meta.dirname, folder))
  .filter((folder) => existsSync(folder));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Sets everything up, serves it on one port, and runs the demo once per data directory. */
export async function start(options: StartOptions): Promise<Started> {
  const clock = options.clock === undefined ? undefined : clockFrom(options.clock);
  const settings = await settingsFor(options);
  const anyPort = options.once && options.port === undefined;
  if (!anyPort) await refuseTakenPorts(settings);
  const metrics = createMetrics();
  const log = createLogger({
    level: settings.logLevel,
    ...(settings.production ? {} : { destination: destination({ dest: join(settings.dataDir, 'server.log'), sync: true }) }),
  });
  const shop = shopPlace();
  const widget = options.once ? undefined : widgetBuilt();
  const app = await openNodeApp({ settings, log, metrics });
  const servers: Listening[] = [];
  const close = async () => {
    for (const server of servers) await server.close();
    await app.close();
    if (options.once) await rm(settings.dataDir, { recursive: true, force: true });
  };
  try {
    servers.push(...(await serveAll(app, settings, { metrics, anyPort, shop })));
    const baseUrl = `http://localhost:${servers[0]?.port ?? settings.port}`;
    print(`Atobarai Kit  ${baseUrl}`);
    if (clock !== undefined) await setClock(app, clock);
    await widget;
    return { exitCode: await show(app, settings, { baseUrl, options, shop }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function clockFrom(text: string): Instant {
  try {
    return momentOf(text);
  } catch {
    throw new Error(`--clock は 2026-10-10 のように書いてください(${text})。 / Write --clock as 2026-10-10, not ${text}.`);
  }
}

/** The clock moves as it does over the API, so it is refused for the same reasons. */
async function setClock({ units, clock }: NodeApp, to: Instant): Promise<void> {
  try {
    await setClockTo({ inUnit: units.inUnit, moveClock: clock.moveTo }, to);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [refusal] = error.refusals;
    if (refusal === undefined) throw error;
    const [ja, en] = [describe(refusal, 'ja'), describe(refusal, 'en')];
    throw new Error(`--clock: ${ja.title}。${ja.detail} / --clock: ${en.title}. ${en.detail}`);
  }
}

async function settingsFor(options: StartOptions): Promise<Settings> {
  const found = readSettings(process.env);
  const dataDir = options.once ? await mkdtemp(join(tmpdir(), 'atobarai-')) : resolve(options.data ?? found.dataDir);
  if (options.reset && found.databaseUrl !== undefined) {
    throw new Error(
      '--reset は組み込みデータベースだけに使えます(DATABASE_URL のデータは消しません)。 / --reset is for the embedded database; data behind DATABASE_URL is never removed.',
    );
  }
  if (options.reset) await resetData(dataDir);
  await mkdir(dataDir, { recursive: true });
  return { ...found, dataDir, port: options.port ?? found.port, ...(options.once ? { databaseUrl: undefined } : {}) };
}

/** Only what this server made is removed, and only while nobody else uses it. */
async function resetData(dataDir: string): Promise<void> {
  const lock = await lockDirectory(dataDir);
  try {
    for (const name of ['pglite', 'sandbox-keys.json', 'demo.txt', 'server.log'])
      await rm(join(dataDir, name), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

type Serving = { readonly metrics: Metrics; readonly anyPort: boolean; readonly shop: ShopPlace };

async function serveAll(app: NodeApp, settings: Settings, { metrics, anyPort, shop }: Serving): Promise<Listening[]> {
  const fetch = withPages(app, settings.metricsPort === undefined ? metrics : undefined, shop);
  const main = await listenOn({ fetch, host: settings.host, port: settings.port, trustedProxies: settings.trustedProxies }, anyPort);
  if (settings.metricsPort === undefined) return [main];
  return [main, await listenOn({ fetch: metrics.text, host: settings.host, port: settings.metricsPort }, false)];
}

async function listenOn(wish: Parameters<typeof listen>[0], anyPort: boolean): Promise<Listening> {
  try {
    return await listen(wish);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    if (anyPort) return listen({ ...wish, port: 0 });
    throw new Error(
      `ポート ${wish.port} は使用中です。--port で別の番号を指定してください。 / Port ${wish.port} is taken: choose another with --port.`,
    );
  }
}

/** Asked before the database is made, so that nothing is left behind by a start that could not serve. */
async function refuseTakenPorts({ host, port, metricsPort = 0 }: Settings): Promise<void> {
  for (const wanted of [port, metricsPort]) {
    const probe = await listenOn({ fetch: () => new Response(null, { status: 503 }), host, port: wanted }, false);
    await probe.close();
  }
}

type Showing = { readonly baseUrl: string; readonly options: StartOptions; readonly shop: ShopPlace };

/** The demo at the first start, its table at later ones, and in the end where to look. */
async function show(app: NodeApp, settings: Settings, { baseUrl, options, shop }: Showing): Promise<number> {
  if (settings.production) return 0; // Sample shops and their orders have no place among real ones.
  const keys = await sampleKeys(app, settings.dataDir);
  if (!keys) {
    print('加盟店は登録済みです(見本のキーはありません)。 / This database has merchants of its own; there are no sample keys.');
    return 0;
  }
  const shown = join(settings.dataDir, 'demo.txt');
  const before = await readFile(shown, 'utf8').catch(() => undefined);
  let exitCode = 0;
  if (before !== undefined) print(before.trimEnd());
  else if (options.empty !== true && (await isUntouched(app))) {
    await writeFile(shown, `${interrupted}\n`);
    const report = await demo(app, keys, { baseUrl, options, shop });
    await writeFile(shown, `${report.overview.join('\n')}\n`);
    exitCode = report.ok ? 0 : 1;
  }
  if (options.once) return exitCode; // There is nothing left to look at in a moment.
  const shopPlaces = await openShop(shop, keys, baseUrl);
  const log = { ja: 'ログ', en: 'log', value: join(settings.dataDir, 'server.log') };
  for (const line of whereToLook(baseUrl, [...shopPlaces, ...placesOf(keys), log])) print(line);
  return exitCode;
}

/** A shop of the first sample merchant, with the widget in its checkout. */
async function openShop(shop: ShopPlace, { merchants: [first] }: SampleMerchants, apiUrl: string): Promise<Place[]> {
  if (first === undefined) return [];
  const { secretKey, publishableKey } = first;
  return (await shop.open({ apiUrl, secretKey, publishableKey })) ? [{ ja: '見本の店', en: 'example shop', value: `${apiUrl}/shop` }] : [];
}

/** Without the widget everything else still works. */
async function widgetBuilt(): Promise<void> {
  const widget = await buildWidget().catch((error: unknown) => {
    const [reason = ''] = String(error).split('\n');
    print(`決済部品を作れませんでした。 / The widget could not be built: ${reason}`);
  });
  if (widget === 'absent') print(noWidget);
}

const noWidget =
  '決済部品がないため、/widget は配信しません(npm install @atobarai/widget で加わります)。 / There is no widget here, so /widget is not served: npm install @atobarai/widget adds it.';

const interrupted =
  'デモは途中で止まりました。--reset を付けて起動すると、最初からやり直します。 / The demo was interrupted: start with --reset to run it from the beginning.';

/** The demo sets the clock, and that is done only while there are no orders. */
async function isUntouched(app: NodeApp): Promise<boolean> {
  const rows = (await app.database.admin(`select 1 from orders where mode = 'test' limit 1`)) as unknown[];
  return rows.length === 0;
}

async function demo(app: NodeApp, keys: SampleMerchants, { baseUrl, options }: Showing): Promise<DemoReport> {
  const shop = keys.merchants.find((merchant) => merchant.profile === 'general');
  if (!shop) throw new Error('the sample shop is missing');
  return runDemo({
    client: createClient({ apiKey: shop.secretKey, baseUrl, timeoutMs: 120_000 }),
    operator: createOperatorClient({ apiKey: keys.operatorKey, baseUrl }),
    baseUrl,
    dataSet: await readDataSet(options.dataSet === undefined ? sampleDataSet : resolve(options.dataSet)),
    print,
    checks: async () =>
      (await app.database.admin('select name, violations from check_all order by name')) as { name: string; violations: number }[],
    look: process.stdout.isTTY ? terminalLook : plainLook,
  });
}

function placesOf({ merchants, operatorKey }: SampleMerchants): Place[] {
  return [
    ...merchants.flatMap(({ name, secretKey, publishableKey }) => [
      { ja: `${name} 秘密キー`, en: 'secret key', value: secretKey },
      { ja: `${name} 公開キー`, en: 'publishable key', value: publishableKey },
    ]),
    { ja: '運営者のキー', en: 'operator key', value: operatorKey },
  ];
}
