import * as z from 'zod/mini';
import { MerchantId } from './ids.ts';
import { operation } from './operation.ts';
import { channels } from './order-fields.ts';
import { listOf, LocalDate, named, oneOf, text, Yen } from './primitives.ts';

/** 立替サイクル: how often a shop's sales are closed and paid. */
export const cycles = ['weekly', 'once_a_month', 'twice_a_month', 'three_times_a_month'] as const;

/** 請求対象の設定: bill only what passed screening, or everything. */
export const billingScopes = ['passed_only', 'all'] as const;

export const feeBearers = ['merchant', 'buyer'] as const;

/** Scheme, host and port of a page, as a browser sends it. */
const Origin = z.string().check(z.maxLength(255), z.regex(/^https?:\/\/[a-z0-9.-]+(:[0-9]{1,5})?$/));

const changeable = {
  plan: z.optional(text(60)),
  cycle: z.optional(oneOf(cycles)),
  billingScope: z.optional(oneOf(billingScopes)),
  bundledInvoices: z.optional(z.boolean()),
  invoiceFeeBorneBy: z.optional(oneOf(feeBearers)),
  channels: z.optional(listOf(oneOf(channels), channels.length)),
  /** Pages that may use the publishable key: `https://shop.example`, without a path. Holds at once. */
  origins: z.optional(listOf(Origin, 50)),
};

export const ChangeSettings = named('ChangeSettings', z.strictObject(changeable));

export const Settings = named(
  'Settings',
  z.object({
    merchantId: MerchantId,
    name: z.string(),
    mode: oneOf(['test', 'live']),
    /** Since when this holds. */
    effectiveOn: LocalDate,
    program: z.string(),
    plan: z.object({
      code: z.string(),
      name: z.string(),
      /** Yen without tax. */
      monthlyFee: Yen,
      /** Settlement fee in basis points of the billed amount: 420 is 4.2 %. */
      rateBasisPoints: z.int(),
    }),
    cycle: oneOf(cycles),
    billingScope: oneOf(billingScopes),
    bundledInvoices: z.boolean(),
    invoiceFeeBorneBy: oneOf(feeBearers),
    automaticRegistration: z.boolean(),
    channels: z.array(oneOf(channels)),
    /** Pages that may use the publishable key; in test mode `http://localhost` is always one. */
    origins: z.array(z.string()),
    invoiceDueDays: z.int(),
    /** Yen without tax. */
    fees: z.object({ postedInvoice: Yen, bundledInvoice: Yen, transfer: Yen }),
    /** Changes that are agreed and wait for their day. */
    scheduled: z.array(z.object({ effectiveOn: LocalDate, setting: z.string(), value: z.unknown() })),
  }),
);

export const getSettings = operation({
  id: 'settings.get',
  method: 'GET',
  path: '/v1/settings',
  summary: { ja: '契約と設定を読む', en: 'Read plan and settings' },
  access: ['sk'],
  scope: 'settings:read',
  replies: { 200: { schema: Settings, description: { ja: '設定', en: 'Settings' } } },
});

export const changeSettings = operation({
  id: 'settings.change',
  method: 'PATCH',
  path: '/v1/settings',
  summary: { ja: '設定を変える(適用日を scheduled で返す)', en: 'Change settings; `scheduled` tells from which day' },
  access: ['sk'],
  scope: 'settings:write',
  idempotency: 'optional',
  body: ChangeSettings,
  replies: { 200: { schema: Settings, description: { ja: '設定', en: 'Settings' } } },
  codes: ['feature_not_enabled', 'channel_not_approved', 'not_found'],
});

export type Settings = z.infer<typeof Settings>;
export type ChangeSettings = z.infer<typeof ChangeSettings>;
export type Cycle = (typeof cycles)[number];
