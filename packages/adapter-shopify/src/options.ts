import type { Client } from '@atobarai/sdk';
import type * as z from 'zod';
import type { AuthOptions, PolicyOptions } from './config.ts';
import type { Clock } from './reconcile/ports.ts';
import type { PrivacyHook } from './run/privacy.ts';
import type { LogEntry } from './run/worker.ts';
import type { ShopifyStore } from './store/index.ts';

/** How the adapter is set up. */
export type ShopifyAdapterOptions = {
  readonly app: {
    /** Of the Dev Dashboard. */
    readonly clientId: string;
    /** The client secret; during a rotation the new one and the old one. */
    readonly clientSecrets: readonly string[];
    /** Public address of the adapter: `https://atobarai.example.jp`. */
    readonly origin: string;
    /** @default '2026-07' */
    readonly apiVersion?: string | undefined;
  };
  /**
   * `client_credentials` for a shop's own app of the Dev Dashboard, `static` for the token of an app made
   * in the admin before 2026, `oauth` for an app that is installed in shops of others.
   */
  readonly auth: z.input<typeof AuthOptions>;
  /** The shops, `example.myshopify.com`; with `oauth` they come by installing. */
  readonly shops?: readonly string[] | undefined;
  /** `createClient()` of `@atobarai/sdk`. */
  readonly atobarai: Client;
  /** Secrets of the webhook endpoint at the service, `whsec_…`; without one its events are polled alone. */
  readonly atobaraiWebhookSecrets?: readonly string[] | undefined;
  /** `openStore()`. */
  readonly store: ShopifyStore;
  /** @default safePolicy */
  readonly policy?: z.input<typeof PolicyOptions> | undefined;
  /** Hands out or erases what the shop and the service know of a person. */
  readonly onPrivacyRequest?: PrivacyHook | undefined;
  /** Told what is done and what fails; never personal data. */
  readonly log?: ((entry: LogEntry) => void) | undefined;
  /** @default the wall clock */
  readonly clock?: Clock | undefined;
  readonly limits?: AdapterLimits | undefined;
  /** Stand-ins for Shopify, in tests. */
  readonly admin?: { readonly fetch?: typeof globalThis.fetch; readonly originOf?: (shop: string) => string } | undefined;
};

export type AdapterLimits = {
  /**
   * Bytes that a delivery may have.
   * @default 4_194_304
   */
  readonly mostBodyBytes?: number | undefined;
  /**
   * Milliseconds between a delivery and the look at its order, so that a burst is one look.
   * @default 2_000
   */
  readonly debounceMs?: number | undefined;
  /**
   * Milliseconds between two looks for work.
   * @default 250
   */
  readonly pollMs?: number | undefined;
};
