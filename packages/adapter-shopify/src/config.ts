import { carrierServices } from '@atobarai/sdk/contract';
import * as z from 'zod';
import { paidMoments, type Policy } from './reconcile/model.ts';
import { safePolicy } from './reconcile/policy.ts';

/** One thing that is wrong with the configuration, in both languages, and what to do about it. */
export type ConfigProblem = { readonly path: string; readonly messageJa: string; readonly messageEn: string };

/** The configuration cannot be used; `problems` says everything that is wrong with it at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ path, messageEn }) => `${path}: ${messageEn}`).join('\n'));
    this.problems = problems;
  }
}

// Both languages travel in zod's one message, parted by a character that no message holds.
const between = '\u0000';
const words = (ja: string, en: string): string => `${ja}${between}${en}`;

const text = (ja: string, en: string) =>
  z
    .string({ error: words(ja, en) })
    .trim()
    .min(1, { error: words(ja, en) });

const ShopDomain = z
  .string({
    error: words(
      'ショップのドメインを指定してください(例: example.myshopify.com)。',
      'Give the domain of the shop, such as example.myshopify.com.',
    ),
  })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/, {
    error: words(
      '「〜.myshopify.com」の形で指定してください。独自ドメインは使えません。',
      'Give it as <name>.myshopify.com; the shop’s own domain will not do.',
    ),
  });

const Origin = z.url({
  protocol: /^https?$/,
  error: words(
    'アダプターの公開 URL を https:// から指定してください。',
    'Give the public address of the adapter, beginning with https://.',
  ),
});

const SealingKey = z.string().refine((key) => Buffer.from(key, 'base64').length === 32, {
  error: words(
    '32 バイトの鍵を Base64 で指定してください(openssl rand -base64 32)。',
    'Give 32 bytes in base64; make them with: openssl rand -base64 32',
  ),
});

const carriers = Object.keys(carrierServices);
const Carrier = z.string().refine((slug) => carriers.includes(slug), {
  error: words(`配送会社は ${carriers.join(', ')} のいずれかを指定してください。`, `The carrier must be one of ${carriers.join(', ')}.`),
});

const yes = z.boolean({ error: words('true か false を指定してください。', 'Give true or false.') });
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: words(`${values.join(' / ')} のいずれかを指定してください。`, `Give one of ${values.join(', ')}.`) });
const yen = z
  .int({ error: words('1 円以上の整数で指定してください。', 'Give whole yen, 1 or more.') })
  .positive({ error: words('1 円以上の整数で指定してください。', 'Give whole yen, 1 or more.') });
const hours = z
  .number({ error: words('0 以上の時間数を指定してください。', 'Give hours, 0 or more.') })
  .min(0, { error: words('0 以上の時間数を指定してください。', 'Give hours, 0 or more.') });

/** What a shop may decide; each has a safe default. */
export const PolicyOptions = z.strictObject({
  gatewayNames: z
    .array(text('決済方法の名前を指定してください。', 'Give the name of the payment method.'))
    .min(1, { error: words('手動の決済方法の名前を 1 つ以上指定してください。', 'Give at least one name of the manual payment method.') })
    .optional(),
  holdUntilScreened: yes.optional(),
  onRejected: oneOf(['hold', 'cancel']).optional(),
  cancelAfterHours: hours.optional(),
  notifyBuyerOfCancel: yes.optional(),
  markPaidOn: oneOf(paidMoments).optional(),
  amountIncrease: oneOf(['rescreen', 'review']).optional(),
  capYen: yen.nullable().optional(),
  carrierOverrides: z.record(z.string(), Carrier).optional(),
  serviceLevels: z.record(Carrier, z.string()).optional(),
  writeTags: yes.optional(),
  writeRisk: yes.optional(),
  termsVersion: text('同意いただく規約の版を指定してください。', 'Give the version of the terms buyers agree to.').optional(),
});

export const AppOptions = z.strictObject({
  clientId: text('Dev Dashboard の Client ID を指定してください。', 'Give the client ID of the Dev Dashboard.'),
  clientSecrets: z
    .array(text('Dev Dashboard の Client secret を指定してください。', 'Give the client secret of the Dev Dashboard.'))
    .min(1, { error: words('Client secret を 1 つ以上指定してください。', 'Give at least one client secret.') }),
  origin: Origin,
  apiVersion: z
    .string()
    .regex(/^20\d\d-(?:01|04|07|10)$/, {
      error: words('API のバージョンは 2026-07 のような形で指定してください。', 'Give the API version as 2026-07.'),
    })
    .optional(),
});

export const AuthOptions = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('client_credentials') }),
  z.strictObject({
    kind: z.literal('static'),
    token: text('Admin API のアクセストークンを指定してください。', 'Give the access token of the Admin API.'),
  }),
  z.strictObject({ kind: z.literal('oauth') }),
]);

/** What can be checked without asking anybody. */
export const Checked = z.strictObject({
  app: AppOptions,
  auth: AuthOptions,
  shops: z.array(ShopDomain),
  policy: PolicyOptions,
  atobaraiWebhookSecrets: z.array(
    z.string().startsWith('whsec_', {
      error: words('whsec_ で始まる署名鍵を指定してください。', 'Give the signing secret that begins with whsec_.'),
    }),
  ),
});
export type Checked = z.infer<typeof Checked>;

export { SealingKey, ShopDomain };

/** @throws {@link ConfigError} with everything that is wrong */
export function check<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map(problemOf));
}

function problemOf({ path, message, code, ...issue }: z.core.$ZodIssue): ConfigProblem {
  const at = path.map(String).join('.');
  if (code === 'unrecognized_keys') {
    const keys = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.join(', ') : '';
    return {
      path: at,
      messageJa: `「${keys}」という項目はありません。綴りを確認してください。`,
      messageEn: `There is no option ${keys}. Check the spelling.`,
    };
  }
  const [messageJa = '', messageEn = messageJa] = message.split(between);
  return { path: at, messageJa, messageEn };
}

/** The policy with a safe default for everything that is not said. */
export function policyOf(options: z.infer<typeof PolicyOptions>): Policy {
  const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...safePolicy, ...said };
}
