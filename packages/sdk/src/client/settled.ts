import { AuthenticationError, RequestError } from './errors.ts';
import { type ClientOptions, wallClock } from './options.ts';
import { retryPlan } from './retry.ts';
import { kyTransport, type Transport } from './transport.ts';
import type { Line } from './tries.ts';

/** Whose key it is: a shop's server's, an operator's, or a shop's page's. */
export type KeyKind = 'sk' | 'op' | 'pk';

const wantedKeys: Readonly<Record<KeyKind, string>> = {
  sk: 'a secret key (sk_test_… or sk_live_…)',
  op: 'an operator key (op_test_… or op_live_…)',
  pk: 'a publishable key (pk_test_… or pk_live_…)',
};

/** A client's options, checked, with every default in place. */
export type Settled = Line & {
  readonly kind: KeyKind;
  readonly mode: 'test' | 'live';
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** What every call sends. */
  readonly headers: Readonly<Record<string, string>>;
};

export function settled(options: ClientOptions, kind: KeyKind): Settled {
  const { baseUrl = 'http://localhost:4400', timeoutMs = 30_000, language = 'ja', surroundings } = options;
  const apiKey = checkApiKey(options.apiKey, kind);
  return {
    kind,
    mode: apiKey.startsWith(`${kind}_live_`) ? 'live' : 'test',
    baseUrl: checkBaseUrl(baseUrl),
    timeoutMs: checkTimeout(timeoutMs),
    headers: { authorization: `Bearer ${apiKey}`, 'accept-language': language },
    retry: retryPlan(options.retry),
    transport: transportOf(options),
    surroundings: { ...wallClock, ...surroundings },
    onRequest: options.onRequest,
    onResponse: options.onResponse,
  };
}

/** Refuses a key that cannot work here, saying which one can. The key itself is never repeated. */
function checkApiKey(apiKey: unknown, kind: KeyKind): string {
  const wanted = wantedKeys[kind];
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw wrongKey(`No API key was given. Pass ${wanted} as apiKey; is the environment variable it is read from set?`);
  }
  const elsewhere = placeOf(apiKey.slice(0, 3), kind);
  if (elsewhere !== undefined) throw wrongKey(`${elsewhere}; here, use ${wanted}.`);
  if (!new RegExp(`^${kind}_(test|live)_[0-9A-Za-z_-]{8,}$`).test(apiKey)) {
    throw wrongKey(`The API key is not in the form of ${wanted}. Copy it whole, without spaces, quotes or "Bearer".`);
  }
  if (kind !== 'pk' && apiKey.startsWith(`${kind}_live_`) && Reflect.has(globalThis, 'document')) {
    throw wrongKey('A live key was given in a page, where anyone can read it. Keep it on your server; in a page, use the checkout widget.');
  }
  return apiKey;
}

/** Where a key of another kind belongs. */
function placeOf(prefix: string, kind: KeyKind): string | undefined {
  if (prefix === `${kind}_`) return undefined;
  if (prefix === 'pk_') return 'A publishable key (pk_…) was given. It is for the checkout widget in a page';
  if (prefix === 'op_') return 'An operator key (op_…) was given. It is for createOperatorClient()';
  if (prefix === 'sk_') return "A shop's secret key (sk_…) was given. It is for createClient()";
  return undefined;
}

function wrongKey(message: string): AuthenticationError {
  return new AuthenticationError(message, { code: 'invalid_api_key' });
}

/** The address without the slashes at its end. */
function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrongOption(`baseUrl is not a web address: ${baseUrl}. Pass one such as http://localhost:4400.`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function checkTimeout(timeoutMs: number): number {
  if (timeoutMs > 0) return timeoutMs;
  throw wrongOption(`timeoutMs is ${timeoutMs}. Pass the milliseconds that one try may take, such as 30_000.`);
}

function transportOf({ transport, fetch }: ClientOptions): Transport {
  if (transport === undefined) return kyTransport(fetch);
  if (fetch === undefined) return transport;
  throw wrongOption('Both fetch and transport were given, and each would send the requests. Pass one of them.');
}

function wrongOption(message: string): RequestError {
  return new RequestError(message, { code: 'invalid_option' });
}
