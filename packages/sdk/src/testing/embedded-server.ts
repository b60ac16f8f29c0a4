import { http, type HttpHandler } from 'msw/http';
import type { AdvanceClock, ClockAdvance } from '../contract/sandbox.ts';
import { RequestError } from '../client/errors.ts';

/** How `embeddedServer()` is set up. */
export type EmbeddedServerOptions = {
  /**
   * The address that calls are taken from.
   * @default 'https://atobarai.test'
   */
  readonly baseUrl?: string;
  /**
   * Where the sandbox's clock begins: a moment in RFC 3339, or a day `YYYY-MM-DD` in Japan.
   * @default the time of day it is
   */
  readonly now?: string;
  /**
   * Told of faults of the server, which a call sees as 503 `unavailable`.
   * @default console.error
   */
  readonly onFault?: (error: unknown, at: string) => void;
};

/** What `createClient()` and `createOperatorClient()` must be given to reach the server. */
export type EmbeddedClientOptions = { readonly apiKey: string; readonly baseUrl: string };

/** One of the three sample shops. */
export type EmbeddedShop = EmbeddedClientOptions & {
  /** `general`: everything is on. `buyerBearsFee`: the buyer pays the invoice fee. `withoutApi`: may not register by API. */
  readonly profile: string;
  readonly merchantId: string;
  readonly name: string;
  readonly publishableKey: string;
};

/** The sandbox's business clock. What is due waits until it is moved. */
export type EmbeddedClock = {
  /** The moment it shows, in RFC 3339 with the offset of Japan. */
  readonly now: () => string;
  /** Moves it on by `days`, `to` a moment, or `toNext` task; runs everything due on the way and answers what ran, day by day. */
  readonly advance: (goal: AdvanceClock) => Promise<ClockAdvance>;
};

/** The true server, in memory. */
export type EmbeddedServer = {
  /** For MSW: `setupServer(...server.handlers)` in Node, `setupWorker(...server.handlers)` in a browser tab. */
  readonly handlers: HttpHandler[];
  /** For `createClient()`: a secret key of the first sample shop. */
  readonly clientOptions: EmbeddedClientOptions;
  /** For `createOperatorClient()`. */
  readonly operatorOptions: EmbeddedClientOptions;
  /** The three sample shops, each ready for `createClient()`. The first is the one of `clientOptions`. */
  readonly shops: readonly EmbeddedShop[];
  readonly clock: EmbeddedClock;
  /**
   * Comes back when every webhook that is due was sent and answered. They leave by `fetch`, so MSW can
   * take them, after each call that changed something; a repeat after a failure waits for the next
   * such call, or for this.
   */
  readonly webhooksSent: () => Promise<void>;
  /** Answers a request without MSW; also fits the client's option `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Forgets everything that was done, and sets the clock back to where it began. The keys stay. Takes milliseconds. */
  readonly reset: () => Promise<void>;
  /** Ends the server and gives its memory back. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the true server on a database in memory, in Node or in a browser tab, to be put behind MSW.
 * Starting takes a few seconds: share one server between tests, and `reset()` it.
 *
 * @throws {@link RequestError} `embedded_server_missing` when the optional peer package `@atobarai/server` cannot be loaded
 * @throws RangeError when `now` is neither a moment nor a day
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 * import { embeddedServer } from '@atobarai/sdk/testing';
 * import { setupServer } from 'msw/node'; // in a browser tab: setupWorker from 'msw/browser'
 *
 * const server = await embeddedServer({ now: '2026-10-01T12:00:00+09:00' });
 * const network = setupServer(...server.handlers);
 * network.listen({ onUnhandledFrame: 'bypass' });
 *
 * const client = createClient(server.clientOptions);
 * const { data } = await client.orders.list().page();
 * console.log(data.length, server.clock.now());
 * await server.clock.advance({ days: 14 });
 *
 * network.close();
 * await server.close();
 * ```
 */
export async function embeddedServer(options: EmbeddedServerOptions = {}): Promise<EmbeddedServer> {
  const { baseUrl = 'https://atobarai.test', ...rest } = options;
  const { createEmbeddedServer } = await loadServer();
  const server = await createEmbeddedServer(rest);
  const shops = server.keys.merchants.map(({ secretKey, ...shop }) => ({ ...shop, apiKey: secretKey, baseUrl }));
  return {
    handlers: [http.all(`${baseUrl}/*`, ({ request }) => server.fetch(request))],
    clientOptions: { apiKey: server.shop.secretKey, baseUrl },
    operatorOptions: { apiKey: server.keys.operatorKey, baseUrl },
    shops,
    clock: server.clock,
    webhooksSent: server.webhooksSent,
    fetch: server.fetch,
    reset: server.reset,
    close: server.close,
  };
}

async function loadServer() {
  try {
    return await import('@atobarai/server/embedded');
  } catch (cause) {
    throw new RequestError(
      'embeddedServer() runs the package @atobarai/server, which could not be loaded. Install it beside the SDK: npm install --save-dev @atobarai/server',
      { code: 'embedded_server_missing', cause },
    );
  }
}
