import { isAtobaraiError } from '@atobarai/sdk';
import { ConfigError } from '../../config.ts';
import { DirectoryInUseError } from '../../directory-lock.ts';
import { failureWords } from '../../outbound/index.ts';
import { AdminError } from '../../reconcile/ports.ts';
import { SealError } from '../../store/index.ts';
import { type Bilingual, CommandError, type ExitCode, exitCodes } from '../model.ts';

export type ErrorReport = { readonly code: string; readonly exit: ExitCode; readonly lines: readonly Bilingual[] };

const both = (text: string): Bilingual => ({ ja: text, en: text });

/** What the adapter calls its settings, and what they are called in `.env`. */
const variables: Readonly<Record<string, string>> = {
  'app.clientId': 'SHOPIFY_CLIENT_ID',
  'app.clientSecrets': 'SHOPIFY_CLIENT_SECRET',
  'app.origin': 'SHOPIFY_APP_URL',
  'app.apiVersion': 'SHOPIFY_API_VERSION',
  'auth.token': 'SHOPIFY_ACCESS_TOKEN',
  shops: 'SHOPIFY_SHOP',
  'policy.gatewayNames': 'SHOPIFY_GATEWAY_NAMES',
  policy: 'SHOPIFY_POLICY',
  atobaraiWebhookSecrets: 'ATOBARAI_WEBHOOK_SECRET',
};

/** The name a person finds in `.env`. */
export function variableOf(path: string): string {
  const whole = path.replace(/\.\d+$/, '');
  const found = Object.keys(variables).find((known) => whole === known || whole.startsWith(`${known}.`));
  return found === undefined ? whole : `${variables[found] ?? whole}${whole.slice(found.length)}`;
}

/** What went wrong, in words for the one who can mend it. */
export function errorReport(error: unknown): ErrorReport {
  if (error instanceof CommandError) return { code: error.code, exit: error.exit, lines: error.lines };
  if (error instanceof ConfigError) return configReport(error);
  if (error instanceof DirectoryInUseError) return inUse(error);
  if (error instanceof AdminError) return { code: error.failure, exit: exitOf(error), lines: [failureWords[error.failure]] };
  if (error instanceof SealError) return { code: 'sealed', exit: exitCodes.refused, lines: [sealed] };
  if (isAtobaraiError(error)) return serviceReport(error.code);
  return { code: 'unexpected', exit: exitCodes.failed, lines: [both(error instanceof Error ? error.message : String(error))] };
}

function serviceReport(code: string): ErrorReport {
  const isAway = code === 'connection_failed' || code === 'timeout' || code === 'unavailable';
  return { code, exit: isAway ? exitCodes.unreachable : exitCodes.refused, lines: [serviceWords(code, isAway)] };
}

function exitOf({ failure }: AdminError): ExitCode {
  if (failure === 'unauthorized' || failure === 'access_denied') return exitCodes.refused;
  return failure === 'unavailable' || failure === 'throttled' ? exitCodes.unreachable : exitCodes.failed;
}

function configReport({ problems }: ConfigError): ErrorReport {
  return {
    code: 'settings',
    exit: exitCodes.refused,
    lines: [
      {
        ja: '.env の設定を直してください(init で作り直せます)。',
        en: 'Mend these settings in .env (init makes them anew).',
      },
      ...problems.map(({ path, messageJa, messageEn }) => ({
        ja: `  ${variableOf(path)}: ${messageJa}`,
        en: `  ${variableOf(path)}: ${messageEn}`,
      })),
    ],
  };
}

function inUse({ directory, pid }: DirectoryInUseError): ErrorReport {
  return {
    code: 'directory_in_use',
    exit: exitCodes.unreachable,
    lines: [
      {
        ja: `${directory} はプロセス ${pid} が使っています。アダプターを止めてから実行するか、DATABASE_URL で PostgreSQL を使ってください(複数のプロセスで共有できます)。`,
        en: `${directory} is in use by process ${pid}. Stop the adapter first, or use PostgreSQL (DATABASE_URL), which several processes may share.`,
      },
    ],
  };
}

const sealed: Bilingual = {
  ja: '保存したトークンを開けません。ATOBARAI_SHOPIFY_ENCRYPTION_KEY が、保存したときの鍵と同じか確かめてください。',
  en: 'The tokens that are kept cannot be opened. Check that ATOBARAI_SHOPIFY_ENCRYPTION_KEY is the key they were sealed with.',
};

function serviceWords(code: string, isAway: boolean): Bilingual {
  return isAway
    ? {
        ja: `後払いのサーバーに接続できません(${code})。ATOBARAI_BASE_URL を確かめてください。`,
        en: `The payment service cannot be reached (${code}). Check ATOBARAI_BASE_URL.`,
      }
    : {
        ja: `後払いのサーバーが受け付けません(${code})。ATOBARAI_KEY を確かめてください。`,
        en: `The payment service refuses (${code}). Check ATOBARAI_KEY.`,
      };
}
