import type { Checked } from './config.ts';
import { refusal } from './inbound/answer.ts';
import { serviceWebhooks } from './inbound/atobarai-events.ts';
import { answerStatus } from './inbound/status.ts';
import { knownShops } from './inbound/known-shops.ts';
import { takeDelivery, type WebhookParts } from './inbound/webhooks.ts';
import type { AdapterLimits } from './options.ts';
import { authRoutes, type TokenEndpoint } from './outbound/index.ts';
import { installShop } from './run/sweeps.ts';
import type { RunParts } from './run/worker.ts';

export type RouteParts = RunParts & {
  readonly settings: Checked;
  readonly limits: AdapterLimits;
  readonly endpoint: TokenEndpoint;
};

type Route = (request: Request) => Promise<Response | null>;

/** What the adapter answers on the web. */
export function routesOf(parts: RouteParts): (request: Request) => Promise<Response> {
  const routes: Readonly<Record<string, Route>> = {
    '/shopify/webhooks': deliveries(parts),
    '/shopify/ext/status': (request) => answerStatus(request, { ...parts, ...appOf(parts) }),
    '/atobarai/webhooks': fromService(parts),
    '/healthz': () => health(parts),
    ...authorisation(parts),
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathname.replace(/(.)\/+$/, '$1');
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    return (
      (await route?.(request)) ??
      refusal(404, 'not_found', { ja: 'このアドレスには何もありません。', en: 'There is nothing at this address.' })
    );
  };
}

function appOf({ settings: { app } }: RouteParts): { readonly clientId: string; readonly secrets: readonly string[] } {
  return { clientId: app.clientId, secrets: app.clientSecrets };
}

function deliveries(parts: RouteParts): Route {
  const { store, clock, limits, log } = parts;
  const webhooks: WebhookParts = {
    store,
    clock,
    findShop: knownShops(store.shops, clock),
    secrets: parts.settings.app.clientSecrets,
    mostBytes: limits.mostBodyBytes ?? 4 * 1024 * 1024,
    gatewayNames: parts.policy.gatewayNames,
    debounceMs: limits.debounceMs ?? 2_000,
    onRefused: ({ status, code, shop, topic }) =>
      log({ level: 'warn', event: 'delivery.refused', shop, detail: `${status} ${code} ${topic}` }),
    onError: (error) => log({ level: 'error', event: 'delivery.not_kept', error }),
  };
  return (request) => takeDelivery(request, webhooks);
}

function fromService(parts: RouteParts): Route {
  const { store, clock, log, settings } = parts;
  if (settings.atobaraiWebhookSecrets.length === 0) return async () => null;
  const onError = (error: unknown) => log({ level: 'error', event: 'service_event.not_kept', error });
  return serviceWebhooks(settings.atobaraiWebhookSecrets, { store, clock, onError });
}

function authorisation(parts: RouteParts): Readonly<Record<string, Route>> {
  if (parts.settings.auth.kind !== 'oauth') return {};
  const route = authRoutes({
    endpoint: parts.endpoint,
    clientSecrets: parts.settings.app.clientSecrets,
    sessions: parts.store.sessions,
    origin: parts.settings.app.origin,
    onInstalled: (shop) => installShop(parts, shop),
  });
  return { '/shopify/auth': route, '/shopify/auth/callback': route };
}

/** 200 while the database answers: for a load balancer, and for a person who looks whether the work keeps up. */
async function health({ store, clock, log }: RouteParts): Promise<Response> {
  try {
    const now = clock.now();
    const { waiting, oldestDueAt } = await store.due.backlog(now);
    return Response.json({ ok: true, waiting, behindMs: oldestDueAt === null ? 0 : Math.max(0, now - oldestDueAt) });
  } catch (error) {
    log({ level: 'error', event: 'database.unavailable', error });
    return Response.json({ ok: false }, { status: 503 });
  }
}
