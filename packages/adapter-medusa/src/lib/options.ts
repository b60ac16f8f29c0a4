import * as z from 'zod';
import { roundings } from './amounts';
import { type CarrierChoice, carrierList, type CarrierOptions, parseCarrier } from './carriers';
import type { OwnMessages } from './messages';
import { languages, shopperWords } from './words';

/** The options of the plugin in `medusa-config`, with all defaults applied. Amounts are yen with tax. */
export type AtobaraiOptions = {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly publishableKey?: string | undefined;
  readonly widgetUrl?: string | undefined;
  readonly webhookSecrets: readonly string[];
  readonly screening: 'realtime' | 'deferred';
  readonly timeoutMs: number;
  readonly minAmount: number;
  readonly maxAmount?: number | undefined;
  readonly rounding: (typeof roundings)[number];
  readonly captureOn: 'shipment' | 'delivery' | 'manual';
  readonly onRejected: 'hold' | 'cancel';
  readonly blockFulfillment: boolean;
  readonly carriers: CarrierOptions;
  readonly invoice: 'separate' | 'bundled';
  readonly language: (typeof languages)[number];
  readonly messages: OwnMessages;
  readonly consent?: { readonly termsVersion: string } | undefined;
  readonly maxAttempts: number;
};

/** The options do not hold together; the message names every fault, in Japanese and English. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `\n  - ${fault}`).join('');
    super(`@atobarai/adapter-medusa: medusa-config の options を直してください / please mend the options:${list}`);
    this.faults = faults;
  }
}

const say = (ja: string, en: string) => `${ja} / ${en}`;
const carrierNames = carrierList.map(({ carrier }) => carrier).join(', ');

const carrier = z.string().transform((text, check): CarrierChoice => {
  const choice = parseCarrier(text);
  if (choice) return choice;
  const message = say(
    `「${text}」は対象の運送会社・サービスではありません(${carrierNames})`,
    `“${text}” is no designated carrier or service (${carrierNames})`,
  );
  check.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const secret = (prefix: string) =>
  z
    .string()
    .trim()
    .startsWith(prefix, say(`${prefix} で始まる値です`, `begins with ${prefix}`));

const webAddress = z.url({ protocol: /^https?$/, error: say('http(s) の URL です', 'an http(s) address') });

const yen = z.int(say('整数の円です', 'whole yen')).min(1).max(999_999_999);

const ownWords = z.union([z.string().min(1), z.strictObject({ ja: z.string().min(1).optional(), en: z.string().min(1).optional() })]);

const shape = z.strictObject({
  apiUrl: webAddress.transform((url) => url.replace(/\/+$/, '')),
  apiKey: secret('sk_'),
  publishableKey: secret('pk_').optional(),
  widgetUrl: z.string().trim().min(1).optional(),
  webhookSecret: secret('whsec_').optional(),
  webhookSecrets: z.union([secret('whsec_').transform((one) => [one]), z.array(secret('whsec_')).max(10)]).optional(),
  screening: z.enum(['realtime', 'deferred']).default('realtime'),
  // Medusa holds the cart's lock for 30 seconds: an answer that comes later than 20 helps nobody.
  timeoutMs: z.int().min(500).max(20_000).default(8_000),
  minAmount: yen.default(1),
  maxAmount: yen.optional(),
  rounding: z.enum(roundings).default('floor'),
  captureOn: z.enum(['shipment', 'delivery', 'manual']).default('shipment'),
  onRejected: z.enum(['hold', 'cancel']).default('hold'),
  blockFulfillment: z.boolean().default(true),
  carriers: z
    .strictObject({
      byOptionId: z.record(z.string(), carrier).default({}),
      byTypeCode: z.record(z.string(), carrier).default({}),
      default: carrier.optional(),
    })
    .default({ byOptionId: {}, byTypeCode: {} }),
  invoice: z.enum(['separate', 'bundled']).default('separate'),
  language: z.enum(languages).default('ja'),
  messages: z.partialRecord(z.enum(Object.keys(shopperWords) as (keyof typeof shopperWords)[]), ownWords).default({}),
  consent: z.strictObject({ termsVersion: z.string().trim().min(1).max(100) }).optional(),
  maxAttempts: z.int().min(1).max(1_000).default(20),
});

type Given = z.infer<typeof shape>;

/**
 * Reads the options of the plugin and applies the defaults.
 *
 * @throws {@link OptionsError} naming every option that is missing, misspelt, wrong or against another
 */
export function parseOptions(given: unknown): AtobaraiOptions {
  const read = shape.safeParse(given ?? {});
  if (!read.success) throw new OptionsError(read.error.issues.map(faultOf));
  const faults = contradictions(read.data);
  if (faults.length > 0) throw new OptionsError(faults);
  const { webhookSecret, webhookSecrets, ...rest } = read.data;
  return { ...rest, webhookSecrets: webhookSecrets ?? (webhookSecret === undefined ? [] : [webhookSecret]) };
}

function faultOf(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (at ? `${at}.${key}` : key)).join(', ');
    return say(`${names} という設定はありません`, `${names}: there is no such option`);
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return say(`${at} がありません`, `${at} is missing`);
  if (issue.code === 'invalid_value')
    return say(`${at} は ${issue.values.join(', ')} のいずれかです`, `${at} is one of ${issue.values.join(', ')}`);
  return `${at || 'options'}: ${issue.message}`;
}

const modeOf = (key: string) => /^(?:sk|pk)_(test|live)_/.exec(key)?.[1];

type Rule = { readonly isBroken: (options: Given) => boolean; readonly ja: string; readonly en: string };

/** Options that are right by themselves and wrong together. */
const rules: readonly Rule[] = [
  {
    isBroken: ({ minAmount, maxAmount }) => maxAmount !== undefined && maxAmount < minAmount,
    ja: 'minAmount が maxAmount を超えています',
    en: 'minAmount is above maxAmount',
  },
  {
    isBroken: ({ apiKey, publishableKey }) => publishableKey !== undefined && modeOf(apiKey) !== modeOf(publishableKey),
    ja: 'apiKey と publishableKey の環境(test と live)が違います。同じ環境のキーにしてください',
    en: 'apiKey and publishableKey are of different modes (test and live): take both from the same one',
  },
  {
    isBroken: ({ webhookSecret, webhookSecrets }) => webhookSecret !== undefined && webhookSecrets !== undefined,
    ja: 'webhookSecret と webhookSecrets は、どちらか一方だけにしてください',
    en: 'give either webhookSecret or webhookSecrets',
  },
  {
    isBroken: ({ onRejected, blockFulfillment }) => onRejected === 'cancel' && !blockFulfillment,
    ja: 'blockFulfillment: false のまま onRejected: cancel にすると、出荷した注文が後から取り消されることがあります。どちらかを変えてください',
    en: 'onRejected "cancel" with blockFulfillment false could cancel an order that has left the house: change one of them',
  },
  {
    isBroken: ({ apiKey, apiUrl }) => modeOf(apiKey) === 'live' && apiUrl.startsWith('http://'),
    ja: '本番のキー(sk_live_)では apiUrl を https にしてください',
    en: 'a live key (sk_live_) needs an https apiUrl',
  },
];

function contradictions(options: Given): string[] {
  return rules.filter(({ isBroken }) => isBroken(options)).map(({ ja, en }) => say(ja, en));
}
