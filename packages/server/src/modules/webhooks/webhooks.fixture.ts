import { seededBytes, testCrypto } from '../../../tests/support/unit.ts';
import type { Database, Mode } from '../../core/database.ts';
import { idSource } from '../../core/id.ts';
import { addMs, epochMs, type Instant, instant } from '../../core/time.ts';
import type { EventType, Unit } from '../../core/unit.ts';
import { createUnits, type Units } from '../../platform/units.ts';
import { signWebhook } from '../../platform/webhook-signer.ts';
import { hasUnread, recordEvents } from '../events/index.ts';
import { createDeliverer, type Deliverer } from './jobs.ts';
import type { Delivery, Endpoint, WebhookAnswer, WebhookNotice, WebhookRequest, WebhookSender } from './model.ts';
import { createEndpoint, loadEndpoint } from './service/endpoints.ts';
import { loadDeliveries } from './store/deliveries.ts';

export const answered = (status: number, retryAfter: string | null = null): WebhookAnswer => ({
  kind: 'answered',
  status,
  retryAfter,
  body: '',
});
export const silence: WebhookAnswer = { kind: 'unanswered', problem: 'timeout' };

type Receive = (request: WebhookRequest) => WebhookAnswer | Promise<WebhookAnswer>;

export type Stage = {
  readonly units: Units;
  readonly deliverer: Deliverer;
  readonly requests: WebhookRequest[];
  /** Resolves when so many requests have gone out. */
  readonly sent: (count: number) => Promise<void>;
  readonly notices: WebhookNotice[];
  readonly faults: unknown[];
  readonly now: () => Instant;
  readonly passMs: (ms: number) => void;
  readonly receive: (receive: Receive) => void;
  /** Another process on the same database. */
  readonly another: () => Deliverer;
  readonly register: (path: string, more?: { merchantId?: string; events?: EventType[] }) => Promise<Endpoint & { secret: string }>;
  readonly tell: (count: number, more?: { merchantId?: string; type?: EventType }) => Promise<void>;
  /** Fans out and sends, and waits for the answers. */
  readonly deliver: () => Promise<void>;
  /** Fans out and begins to send. */
  readonly begin: () => Promise<void>;
  readonly inTest: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly deliveries: (merchantId?: string) => Promise<Delivery[]>;
  readonly endpoint: (endpoint: Endpoint) => Promise<Endpoint>;
};

/** Endpoints and events without a server: a clock on the wall that is moved, receivers that answer as they are told. */
export function stageOn(database: Database): Stage {
  let now = instant('2026-10-01T00:00:00Z');
  let receive: Receive = () => answered(204);
  let told = 0;
  const requests: WebhookRequest[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const notices: WebhookNotice[] = [];
  const faults: unknown[] = [];
  const crypto = testCrypto();
  const wall = { now: () => now };
  const ids = idSource(() => epochMs(now), seededBytes(1));
  const units = createUnits({ database, ids, crypto, clockOf: () => wall, record: recordEvents, flow: {} });
  const sender: WebhookSender = {
    isForbidden: () => false,
    async send(request) {
      requests.push(request);
      for (const wait of waiting) if (requests.length >= wait.count) wait.resolve();
      const { promise: ended, reject } = Promise.withResolvers<never>();
      request.signal?.addEventListener('abort', () => reject(new Error('the process ends')), { once: true });
      return Promise.race([receive(request), ended]);
    },
  };
  const delivererOf = () =>
    createDeliverer({
      inUnit: units.inUnit,
      sender,
      sign: signWebhook,
      wall,
      crypto,
      elapsedMs: () => 0,
      chance: () => 0.5,
      onAttempt: (notice) => notices.push(notice),
      onFault: (error) => faults.push(error),
    });
  const deliverer = delivererOf();
  const inTest = <T>(work: (unit: Unit) => Promise<T>) => units.inUnit({ mode: 'test' satisfies Mode, merchants: 'all' }, work);

  async function begin(): Promise<void> {
    do await deliverer.run();
    // Another database of the same server may have an older transaction open for a moment.
    while (deliverer.isListening() && (await inTest((unit) => hasUnread(unit.tx, 'webhooks'))));
  }

  return {
    units,
    deliverer,
    requests,
    sent: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        waiting.push({ count, resolve });
      }),
    notices,
    faults,
    inTest,
    begin,
    now: () => now,
    passMs: (ms) => void (now = addMs(now, ms)),
    receive: (other) => void (receive = other),
    another: delivererOf,
    async register(path, { merchantId = 'mer_a', events = [] } = {}) {
      const wanted = { merchantId, url: `https://shop.example/${path}`, description: null, events, at: now };
      const { endpoint, secret } = await inTest((unit) => createEndpoint(unit, wanted, sender));
      return { ...endpoint, secret };
    },
    async tell(count, { merchantId = 'mer_a', type = 'order.approved' } = {}) {
      const events = Array.from({ length: count }, () => {
        told += 1;
        return { merchantId, type, resource: { type: 'order', id: `ord_${told}` }, sequence: 1, data: {} } as const;
      });
      await inTest((unit) => unit.tell(events));
    },
    async deliver() {
      await begin();
      await deliverer.settled();
    },
    deliveries: (merchantId = 'mer_a') => inTest((unit) => loadDeliveries(unit, { merchantId, limit: 1_000 })),
    endpoint: ({ merchantId, id }) => inTest((unit) => loadEndpoint(unit, merchantId, id)),
  };
}
