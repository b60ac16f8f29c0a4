import type { Hono } from 'hono';
import type { Crypto } from './core/crypto.ts';
import type { Database, Mode } from './core/database.ts';
import type { DueTask } from './core/due-task.ts';
import { idSource } from './core/id.ts';
import { type Clock, epochMs } from './core/time.ts';
import { flow } from './flow.ts';
import type { PostalLookup } from './modules/buyers/model.ts';
import { dunningTasks } from './modules/dunning/index.ts';
import { eventRoutes, recordEvents } from './modules/events/index.ts';
import { exportRoutes } from './modules/exports/index.ts';
import { createImporter, type Importer, importRoutes, importTasks } from './modules/imports/index.ts';
import { invoicePartsOf, invoiceRoutes, invoiceTasks, invoicesOfOrder } from './modules/invoicing/index.ts';
import { createRunner, parkedWorkRoutes, type Runner } from './modules/jobs/index.ts';
import { ledgerRoutes } from './modules/ledger/index.ts';
import { findApiKey, merchantRoutes } from './modules/merchants/index.ts';
import { operatorActionRoutes } from './modules/operators/index.ts';
import { type OrderParts, orderRoutes, orderTasks, reviewRoutes } from './modules/orders/index.ts';
import { depositRoutes, paymentTasks } from './modules/payments/index.ts';
import { payoutRoutes, payoutTasks } from './modules/payouts/index.ts';
import {
  type Bureau,
  createIntake,
  createRegistrar,
  type Intake,
  type Registrar,
  registrationRoutes,
} from './modules/registration/index.ts';
import { checkoutRoutes, checkoutTasks, createConfirmation, visitorPaces } from './modules/checkout/index.ts';
import { sandboxRoutes } from './modules/sandbox/index.ts';
import { deliveryRoutes, shipmentRoutes, shipmentsOfOrders, shipmentView, type ShownShipment } from './modules/shipments/index.ts';
import { standingParcels } from './modules/shipments/index.ts';
import { createDeliverer, type Deliverer, type WebhookNotice, webhookRoutes, type WebhookSender } from './modules/webhooks/index.ts';
import { type BusinessClock, openBusinessClock } from './platform/business-clock.ts';
import { type Api, type ApiOptions, createApi, type HonoEnvironment } from './platform/http/api.ts';
import { type Answered, createApplication } from './platform/http/application.ts';
import { type Caller, rememberCallers } from './platform/http/caller.ts';
import { allowPages, pageOriginOf } from './platform/http/cross-origin.ts';
import { createRateLimit } from './platform/http/rate-limit.ts';
import { createRequestLog, type RequestLog } from './platform/http/request-log.ts';
import { systemRoutes } from './platform/http/system.ts';
import type { Queue } from './platform/queue-port.ts';
import { createUnits, type Units } from './platform/units.ts';
import { createFetchSender } from './platform/webhook-sender-fetch.ts';
import { evenChance, signWebhook } from './platform/webhook-signer.ts';

/** What the application is given: everything that differs between Node, a browser tab and a test. */
export type AppOptions = {
  readonly database: Database;
  readonly crypto: Crypto;
  readonly wall: Clock;
  readonly postal: PostalLookup;
  readonly queue: Queue;
  readonly version: string;
  readonly bodyLimitBytes?: number;
  readonly fileLimitBytes?: number;
  readonly bureau?: Bureau;
  /** How webhooks leave. A server on a network must be given one that walls off private addresses; `fetch` unless told. */
  readonly webhookSender?: WebhookSender;
  /** Spreads the waits of webhooks, in [0, 1). */
  readonly chance?: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly elapsedMs: () => number;
  readonly onAnswered?: (answered: Answered) => void;
  readonly onFault?: (error: unknown, at: string) => void;
  readonly onWebhook?: (notice: WebhookNotice) => void;
  /** Which page calls; told by the browser's headers unless the caller knows better. */
  readonly pageOriginOf?: (request: Request) => string | undefined;
  /** A call may have changed something that webhooks tell of. */
  readonly onChanged?: () => void;
};

export type App = {
  readonly http: Hono<HonoEnvironment>;
  readonly units: Units;
  readonly clock: BusinessClock;
  readonly runner: Runner;
  readonly registrar: Registrar;
  readonly importer: Importer;
  readonly webhooks: Deliverer;
  /** Does what business time has made due by now, in both modes. */
  readonly tick: () => Promise<void>;
};

/** Work that business time brings, in the order in which a day is worked when moments coincide. */
export const dueTasks: readonly DueTask[] = [
  ...orderTasks(standingParcels),
  ...invoiceTasks,
  ...paymentTasks,
  ...payoutTasks,
  ...dunningTasks,
  ...importTasks,
  ...checkoutTasks,
];

const usualBodyLimitBytes = 256 * 1024;
const usualFileLimitBytes = 32 * 1024 * 1024;

/** Puts the modules together. Needs no Node: the same application runs in a browser tab. */
export async function createApp(options: AppOptions): Promise<App> {
  const { database, crypto, wall } = options;
  const clock = await openBusinessClock(database, wall);
  const ids = idSource(() => epochMs(wall.now()), crypto.randomBytes);
  const units = createUnits({ database, ids, crypto, clockOf: clock.of, record: recordEvents, flow });
  const intake = createIntake({ ...options, inUnit: units.inUnit, clockOf: clock.of, ids });
  const registrar = createRegistrar(database, clock.of);
  const runner = runnerOf(options, units, clock);
  const importer = createImporter({
    units,
    intake,
    registrar,
    ids,
    crypto,
    queue: options.queue,
    clockOf: clock.of,
    refreshStatistics: () => database.admin('analyze orders, exposures, events'),
  });
  const sender = options.webhookSender ?? createFetchSender();
  const webhooks = delivererOf(options, units, sender);
  const requestLog = createRequestLog({ now: wall.now, newId: () => ids.next('log') });
  const app = createApplication({
    newRequestId: () => ids.next('req'),
    elapsedMs: options.elapsedMs,
    onAnswered: (answered) => heard(options, requestLog, answered),
    onFault: options.onFault ?? (() => {}),
  });
  const api = createApi(app, {
    findCaller: rememberCallers((key) => findCaller(units, wall, key), options.elapsedMs),
    waitOf: visitorLimits(options.elapsedMs),
    units,
    crypto,
    bodyLimitBytes: options.bodyLimitBytes ?? usualBodyLimitBytes,
    fileLimitBytes: options.fileLimitBytes ?? usualFileLimitBytes,
  });

  const routes = { app, api, options, units, clock, runner, intake, registrar, importer, requestLog };
  serveBusiness(routes);
  serveSandbox(routes);
  webhookRoutes(api, { wall, ids, sender, post: webhooks.post, inUnit: units.inUnit });

  return {
    http: app,
    units,
    clock,
    runner,
    registrar,
    importer,
    webhooks,
    async tick() {
      await clock.refresh();
      await runner.runUntil('test', clock.of('test').now());
      await runner.runUntil('live', clock.of('live').now());
    },
  };
}

function runnerOf({ onFault }: AppOptions, { inUnitAt }: Units, clock: BusinessClock): Runner {
  return createRunner({
    inUnitAt,
    tasks: dueTasks,
    reach: (mode, at) => (mode === 'test' ? clock.reach(at) : Promise.resolve()),
    report: ({ task, error }) => onFault?.(error, task),
  });
}

function delivererOf({ wall, crypto, elapsedMs, ...options }: AppOptions, units: Units, sender: WebhookSender): Deliverer {
  return createDeliverer({
    inUnit: units.inUnit,
    sender,
    sign: signWebhook,
    wall,
    crypto,
    elapsedMs,
    chance: options.chance ?? evenChance,
    onAttempt: options.onWebhook ?? (() => {}),
    onFault: (error) => options.onFault?.(error, 'webhooks'),
  });
}

/** A publishable key is in everybody's hands, so its calls are counted by visitor; shops and operators answer for their own. */
function visitorLimits(elapsedMs: AppOptions['elapsedMs']): NonNullable<ApiOptions['waitOf']> {
  const calls = createRateLimit(elapsedMs, visitorPaces.calls);
  const authorizations = createRateLimit(elapsedMs, visitorPaces.authorizations);
  return ({ kind, keyId }, { id }, visitor) => {
    if (kind !== 'pk' || visitor === undefined) return 0;
    const who = `${keyId} ${visitor}`;
    return calls(who) || (id === 'checkout.authorize' ? authorizations(who) : 0);
  };
}

function heard({ onAnswered, onChanged }: AppOptions, requestLog: RequestLog, answered: Answered): void {
  requestLog.note(answered);
  onAnswered?.(answered);
  if (answered.method !== 'GET' && answered.status < 400) onChanged?.();
}

type Routes = {
  readonly app: Hono<HonoEnvironment>;
  readonly api: Api;
  readonly options: AppOptions;
  readonly units: Units;
  readonly clock: BusinessClock;
  readonly runner: Runner;
  readonly intake: Intake;
  readonly registrar: Registrar;
  readonly importer: Importer;
  readonly requestLog: RequestLog;
};

function serveBusiness({ app, api, options, units, clock, intake, registrar, importer }: Routes): void {
  const { inUnit } = units;
  const { crypto, pause } = options;
  systemRoutes(app, options);
  allowPages(app, '/v1/checkout/*');
  checkoutRoutes(api, { intake, crypto, clockOf: clock.of, inUnit, pause, pageOriginOf: options.pageOriginOf ?? pageOriginOf });
  registrationRoutes(api, { intake, registrar, inUnit, pause, confirm: createConfirmation(api, { intake, crypto, inUnit }) });
  orderRoutes(api, { partsOf, parcelsOf: standingParcels });
  reviewRoutes(api, standingParcels);
  shipmentRoutes(api, shownShipment);
  deliveryRoutes(api, shownShipment);
  invoiceRoutes(api);
  depositRoutes(api);
  payoutRoutes(api, units);
  operatorActionRoutes(api);
  parkedWorkRoutes(api, { queue: options.queue, inUnit });
  ledgerRoutes(api);
  merchantRoutes(api);
  eventRoutes(api);
  importRoutes(api, importer);
  exportRoutes(api, units);
}

function serveSandbox({ api, units, clock, runner, requestLog }: Routes): void {
  sandboxRoutes(api, { clockOf: clock.of, moveClock: clock.moveTo, runner, inUnit: units.inUnit, shownShipment, requestLog });
}

const partsOf: OrderParts = async (unit, order) => ({
  shipments: await Promise.all(
    (await shipmentsOfOrders(unit, order.merchant_id, [order.id])).map((shipment) => shownShipment(unit, shipment)),
  ),
  invoices: await invoicesOfOrder(unit, order.merchant_id, order.id),
});

const shownShipment: ShownShipment = async (unit, shipment) => shipmentView(shipment, await invoicePartsOf(unit, shipment));

async function findCaller(units: Units, wall: Clock, key: string): Promise<Caller | undefined> {
  const mode: Mode = key.split('_')[1] === 'live' ? 'live' : 'test';
  const found = await units.inUnit({ mode, merchants: 'all' }, (unit) => findApiKey(unit, key, wall.now()));
  return found && { keyId: found.id, kind: found.kind, merchantId: found.merchantId, mode, scopes: found.scopes as Caller['scopes'] };
}
