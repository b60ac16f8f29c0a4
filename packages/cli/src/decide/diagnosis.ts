import type { WebhookEndpoint } from '@atobarai/sdk/contract';
import { type Bilingual, type ExitCode, exitCodes } from '../model.ts';

export type CheckStatus = 'ok' | 'warning' | 'failed' | 'skipped';

export type Check = { readonly name: string; readonly status: CheckStatus; readonly detail: Bilingual };

/** Whether an address on the server answered, and what. */
export type Sight<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly exit: ExitCode };

/** What was found out; `undefined` where it was no use to ask. */
export type Facts = {
  readonly baseUrl: string;
  readonly version: string;
  readonly server: Sight<{ readonly version: string; readonly ms: number; readonly skewMs: number | undefined }>;
  readonly ready: Sight<string> | undefined;
  readonly key:
    | { readonly shown: string; readonly mode: 'test' | 'live'; readonly from: string; readonly isOpenToOthers: boolean }
    | undefined;
  readonly shop: Sight<string> | undefined;
  readonly clock: Sight<string> | undefined;
  readonly endpoints: Sight<readonly WebhookEndpoint[]> | undefined;
};

const both = (text: string): Bilingual => ({ ja: text, en: text });
const skipped = (name: string): Check => ({ name, status: 'skipped', detail: { ja: '確かめられません', en: 'cannot be told' } });

/** Signatures are refused when the clocks of sender and receiver differ by more. */
const toleratedSkewMs = 300_000;

/** Says of each thing that must be right whether it is, and what to do if not. */
export function diagnosis(facts: Facts): Check[] {
  return [
    serverCheck(facts),
    readyCheck(facts),
    versionCheck(facts),
    skewCheck(facts),
    keyCheck(facts),
    filesCheck(facts),
    clockCheck(facts),
    webhookCheck(facts),
  ];
}

/** Ends as the gravest of the checks asks for. */
export function exitOf(facts: Facts, checks: readonly Check[]): ExitCode {
  if (!facts.server.ok) return exitCodes.unreachable;
  if (facts.key === undefined) return exitCodes.refused;
  if (facts.shop?.ok === false) return facts.shop.exit;
  return checks.some(({ status }) => status === 'failed') ? exitCodes.failed : exitCodes.ok;
}

function serverCheck({ server, baseUrl }: Facts): Check {
  if (server.ok) return { name: 'server', status: 'ok', detail: both(`${baseUrl} (${server.value.ms} ms)`) };
  return {
    name: 'server',
    status: 'failed',
    detail: {
      ja: `${baseUrl} に届きません(${server.code})。サーバーを起動するか、接続先を直してください(atobarai login --base-url URL)。`,
      en: `${baseUrl} cannot be reached (${server.code}). Start the server, or mend the address: atobarai login --base-url URL`,
    },
  };
}

function readyCheck({ ready }: Facts): Check {
  if (ready === undefined) return skipped('ready');
  if (ready.ok && ready.value === 'ready') {
    return { name: 'ready', status: 'ok', detail: { ja: 'データベースは使えます(移行済み)', en: 'the database answers, and is migrated' } };
  }
  return {
    name: 'ready',
    status: 'failed',
    detail: {
      ja: 'サーバーはデータベースを使えません。サーバーのログを見てください。',
      en: 'The server cannot use its database; see its log.',
    },
  };
}

function versionCheck({ server, version }: Facts): Check {
  if (!server.ok) return skipped('version');
  const isSame = server.value.version.split('.')[0] === version.split('.')[0];
  return {
    name: 'version',
    status: isSame ? 'ok' : 'warning',
    detail: {
      ja: `サーバー ${server.value.version}、このコマンド ${version}${isSame ? '' : '。同じ世代を使ってください'}`,
      en: `server ${server.value.version}, this command ${version}${isSame ? '' : ': use one of the same generation'}`,
    },
  };
}

function skewCheck({ server }: Facts): Check {
  const skewMs = server.ok ? server.value.skewMs : undefined;
  if (skewMs === undefined) return skipped('time');
  const seconds = Math.round(skewMs / 1_000);
  if (Math.abs(skewMs) < toleratedSkewMs / 2) {
    return { name: 'time', status: 'ok', detail: { ja: `時刻の差 ${seconds} 秒`, en: `clocks differ by ${seconds} s` } };
  }
  return {
    name: 'time',
    status: Math.abs(skewMs) < toleratedSkewMs ? 'warning' : 'failed',
    detail: {
      ja: `この機械とサーバーの時刻が ${seconds} 秒ずれています。300 秒を超えると Webhook の署名が拒否されます。NTP で合わせてください。`,
      en: `The clocks differ by ${seconds} s; beyond 300 s signatures of webhooks are refused. Set them by NTP.`,
    },
  };
}

function keyCheck({ key, shop }: Facts): Check {
  if (key === undefined) {
    return {
      name: 'key',
      status: 'failed',
      detail: { ja: 'サインインしていません。atobarai login を実行してください。', en: 'You are not signed in. Run atobarai login.' },
    };
  }
  if (shop === undefined) return skipped('key');
  if (shop.ok) {
    const mode = { test: { ja: 'テスト', en: 'test' }, live: { ja: '本番', en: 'live' } }[key.mode];
    return {
      name: 'key',
      status: 'ok',
      detail: { ja: `${key.shown} ${shop.value}(${mode.ja}、${key.from})`, en: `${key.shown} ${shop.value} (${mode.en}, ${key.from})` },
    };
  }
  return {
    name: 'key',
    status: 'failed',
    detail: {
      ja: `${key.shown} は使えません(${shop.code}、${key.from})。atobarai login でサインインし直してください。`,
      en: `${key.shown} cannot be used (${shop.code}, ${key.from}). Sign in again: atobarai login`,
    },
  };
}

function filesCheck({ key }: Facts): Check {
  if (key === undefined) return skipped('files');
  if (!key.isOpenToOthers)
    return {
      name: 'files',
      status: 'ok',
      detail: { ja: 'キーのファイルは本人だけが読めます', en: 'only you can read the file with the key' },
    };
  return {
    name: 'files',
    status: 'warning',
    detail: {
      ja: 'キーのファイルをほかの利用者も読めます。atobarai login をやり直すか、chmod 600 で直してください。',
      en: 'Others can read the file with the key. Sign in again, or mend it with chmod 600.',
    },
  };
}

function clockCheck({ key, clock }: Facts): Check {
  if (key?.mode === 'live')
    return { name: 'clock', status: 'ok', detail: { ja: '本番は実際の時刻で動きます', en: 'live mode goes by the wall clock' } };
  return clock?.ok ? { name: 'clock', status: 'ok', detail: both(clock.value) } : skipped('clock');
}

function webhookCheck({ endpoints }: Facts): Check {
  if (!endpoints?.ok) return skipped('webhooks');
  const all = endpoints.value;
  const stopped = all.filter(({ enabled, disabledReason }) => !enabled && disabledReason !== 'requested');
  const failing = all.filter(({ enabled, failingSince }) => enabled && failingSince !== null);
  if (stopped.length + failing.length === 0) {
    return { name: 'webhooks', status: 'ok', detail: { ja: `送信先 ${all.length} 件`, en: `${all.length} endpoints` } };
  }
  const list = [...stopped, ...failing]
    .map(({ id, url, failingSince }) => `${id} ${url}${failingSince === null ? '' : ` (${failingSince})`}`)
    .join(', ');
  return {
    name: 'webhooks',
    status: stopped.length > 0 ? 'failed' : 'warning',
    detail: { ja: `届かない送信先があります: ${list}`, en: `endpoints that do not take events: ${list}` },
  };
}
