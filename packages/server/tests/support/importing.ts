import { ImportReport } from '@atobarai/sdk/contract';
import type { Database, Scope } from '../../src/core/database.ts';
import { idSource } from '../../src/core/id.ts';
import { epochMs, type Instant, instant, localDate } from '../../src/core/time.ts';
import { recordEvents } from '../../src/modules/events/index.ts';
import { exportRoutes } from '../../src/modules/exports/index.ts';
import { createImporter, type Importer, type ImportJob, type ImportPorts, importRoutes } from '../../src/modules/imports/index.ts';
import { createMerchant, type MerchantSettings, sampleSettings } from '../../src/modules/merchants/index.ts';
import { createIntake, createRegistrar, type Registrar } from '../../src/modules/registration/index.ts';
import { createApi } from '../../src/platform/http/api.ts';
import { createApplication } from '../../src/platform/http/application.ts';
import { openPostalTable } from '../../src/platform/postal.ts';
import { createUnits, type Units } from '../../src/platform/units.ts';
import { seededBytes, testCrypto } from './unit.ts';

const postal = openPostalTable();

export type Sent = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Record<string, unknown> };
type FileOptions = {
  readonly query?: string;
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly merchantId?: string;
};

/** The true path of a file through HTTP, staging, work and export; jobs wait until a test runs them. */
export type Importing = {
  readonly units: Units;
  readonly ports: ImportPorts;
  readonly importer: Importer;
  readonly merchantId: string;
  readonly scope: Scope;
  readonly jobs: ImportJob[];
  readonly send: (file: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, options?: FileOptions) => Promise<Sent>;
  readonly get: (path: string, options?: { readonly merchantId?: string }) => Promise<Sent>;
  readonly runJobs: () => Promise<void>;
  /** Sends a file, works it, and reads every result. */
  readonly importAll: (file: string | Uint8Array<ArrayBuffer>, options?: FileOptions) => Promise<ImportReport>;
  readonly report: (id: string, options?: { readonly merchantId?: string }) => Promise<ImportReport>;
  readonly newMerchant: (settings?: MerchantSettings) => Promise<string>;
  readonly now: () => Instant;
  readonly moveTo: (now: string) => void;
};

export type ImportingOptions = {
  readonly now?: string;
  readonly fileLimitBytes?: number;
  readonly groupsPerChunk?: number;
  /** Stands between the import and the registrar, to let things go wrong there. */
  readonly registrar?: (true_: Pick<Registrar, 'registerAll'>) => Pick<Registrar, 'registerAll'>;
};

export async function startImporting(database: Database, options: ImportingOptions = {}): Promise<Importing> {
  let now = instant(options.now ?? '2026-10-10T12:00:00+09:00');
  const crypto = testCrypto();
  const clockOf = () => ({ now: () => now });
  const ids = idSource(() => epochMs(now), seededBytes(9));
  const units = createUnits({ database, ids, crypto, clockOf, record: recordEvents, flow: {} });
  const intake = createIntake({ inUnit: units.inUnit, clockOf, elapsedMs: () => 0, ids, crypto, postal });
  const registrar = createRegistrar(database, clockOf);
  const jobs: ImportJob[] = [];
  const queue = { enqueue: async (_: unknown, __: 'imports.run', job: ImportJob) => void jobs.push(job) };
  const ports: ImportPorts = {
    units,
    intake,
    registrar: options.registrar?.(registrar) ?? registrar,
    ids,
    crypto,
    queue,
    clockOf,
    ...(options.groupsPerChunk ? { groupsPerChunk: options.groupsPerChunk } : {}),
  };
  const importer = createImporter(ports);

  const newMerchant = (settings: MerchantSettings = sampleSettings.general) =>
    units.inUnit(
      { mode: 'test', merchants: 'all' },
      async (unit) => (await createMerchant(unit, { name: '見本商店', settings, since: localDate('2020-01-01') })).id,
    );
  const merchantId = await newMerchant();
  const faults: unknown[] = [];
  const app = createApplication({
    newRequestId: () => ids.next('req'),
    elapsedMs: () => 0,
    onAnswered: () => {},
    onFault: (error) => faults.push(error),
  });
  // A key names its merchant, so that a test may call for several.
  const findCaller = async (key: string) =>
    ({ keyId: 'key_1', kind: 'sk', merchantId: key.slice(keyBeginning.length).replace(/-+$/, ''), mode: 'test', scopes: [] }) as const;
  const api = createApi(app, {
    findCaller,
    units,
    crypto,
    bodyLimitBytes: 100_000,
    fileLimitBytes: options.fileLimitBytes ?? 32 * 1024 * 1024,
  });
  importRoutes(api, importer);
  exportRoutes(api, units);

  async function call(path: string, init: RequestInit & { readonly caller?: string | undefined }): Promise<Sent> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${keyOf(init.caller ?? merchantId)}`);
    const response = await app.fetch(
      new Request(`http://test.local${path}`, {
        ...init,
        headers,
        ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
      } as RequestInit),
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder(response.headers.get('content-type')?.includes('shift_jis') ? 'shift_jis' : 'utf-8', {
      ignoreBOM: true,
    }).decode(bytes);
    if (response.status >= 500) throw faults.at(-1) ?? new Error(text);
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  }

  let keys = 0;
  const importing: Importing = {
    units,
    ports,
    importer,
    merchantId,
    scope: { mode: 'test', merchants: [merchantId] },
    jobs,
    newMerchant,
    now: () => now,
    moveTo: (to) => (now = instant(to)),
    send: (body, { query = 'kind=orders', key = `key-${(keys += 1)}`, headers = {}, merchantId: caller } = {}) =>
      call(`/v1/imports?${query}`, {
        method: 'POST',
        body,
        caller,
        headers: { 'content-type': 'text/csv', 'idempotency-key': key, ...headers },
      }),
    get: (path, { merchantId: caller } = {}) => call(path, { caller }),
    async runJobs() {
      for (const job of jobs.splice(0)) await importer.run(job);
    },
    async importAll(file, sendOptions) {
      const sent = await importing.send(file, sendOptions);
      if (sent.status !== 202) throw new Error(sent.text);
      await importing.runJobs();
      return importing.report(String(sent.json['id']), sendOptions);
    },
    async report(id, caller) {
      let report: ImportReport | undefined;
      const data: ImportReport['results']['data'] = [];
      for (let after = ''; ;) {
        const page = ImportReport.parse((await importing.get(`/v1/imports/${id}?limit=100${after}`, caller)).json);
        report ??= page;
        data.push(...page.results.data);
        if (page.results.nextCursor === null) return { ...report, results: { data, nextCursor: null } };
        after = `&after=${page.results.nextCursor}`;
      }
    },
  };
  return importing;
}

const keyBeginning = 'sk_test_000000000000_';

/** Of the length that secrets have. */
function keyOf(merchantId: string): string {
  return keyBeginning + merchantId.padEnd(43, '-');
}
