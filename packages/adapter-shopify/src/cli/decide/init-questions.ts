import { isReservedGatewayName } from '../../translate/gateway.ts';
import { foldWidth } from '../../translate/text.ts';
import type { Bilingual } from '../model.ts';

type Option = 'shop' | 'client-id' | 'client-secret' | 'app-url' | 'gateway-name' | 'atobarai-key' | 'atobarai-base-url';
type Fact = 'shop' | 'clientId' | 'clientSecret' | 'appUrl' | 'gatewayName' | 'atobaraiKey' | 'atobaraiBaseUrl';

/** One thing `init` must know. */
export type InitQuestion = {
  readonly option: Option;
  readonly fact: Fact;
  readonly words: Bilingual;
  /** What is taken when nothing is answered. */
  readonly usual?: string;
  readonly isSecret?: true;
  /** The answer in its one form; undefined when it cannot be one. */
  readonly read: (text: string) => string | undefined;
  readonly problem: Bilingual;
};

const visible = (text: string): string | undefined => (/^[\x21-\x7e]+$/.test(text) ? text : undefined);

/** A name alone is enough: `example` is example.myshopify.com. */
function shopDomain(text: string): string | undefined {
  const bare = text
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/.*$/, '');
  const domain = bare.includes('.') ? bare : `${bare}.myshopify.com`;
  return /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/.test(domain) ? domain : undefined;
}

/** Scheme, host and port; Shopify calls nothing but https. */
function publicUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, origin, search, hash, username } = new URL(text);
  const isLocal = protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
  if ((protocol !== 'https:' && !isLocal) || username !== '' || search + hash !== '') return undefined;
  return pathname === '/' ? origin : undefined;
}

function serverUrl(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text.replace(/\/+$/, '') : undefined;
}

/** Everything asked, in the order in which a person finds it. */
export const initQuestions: readonly InitQuestion[] = [
  {
    option: 'shop',
    fact: 'shop',
    words: { ja: 'ストアのドメイン(例: example.myshopify.com)', en: 'Domain of the store, such as example.myshopify.com' },
    read: shopDomain,
    problem: {
      ja: 'ストアのドメインは「〜.myshopify.com」の形で指定してください。独自ドメインは使えません。',
      en: 'The domain of the store is <name>.myshopify.com; the shop’s own domain will not do.',
    },
  },
  {
    option: 'client-id',
    fact: 'clientId',
    words: { ja: 'Client ID(Dev Dashboard > アプリ > 設定)', en: 'Client ID (Dev Dashboard > app > Settings)' },
    read: visible,
    problem: { ja: 'Client ID を指定してください。', en: 'Give the client ID.' },
  },
  {
    option: 'client-secret',
    fact: 'clientSecret',
    words: { ja: 'Client secret(同じ画面)', en: 'Client secret (the same page)' },
    isSecret: true,
    read: visible,
    problem: { ja: 'Client secret を指定してください。', en: 'Give the client secret.' },
  },
  {
    option: 'app-url',
    fact: 'appUrl',
    words: { ja: 'アダプターを公開する URL(https://…)', en: 'Public address of the adapter (https://…)' },
    read: publicUrl,
    problem: {
      ja: 'アダプターの URL は https://adapter.example.jp の形で指定してください(パスは付けません)。',
      en: 'The address of the adapter is written as https://adapter.example.jp, without a path.',
    },
  },
  {
    option: 'gateway-name',
    fact: 'gatewayName',
    words: { ja: '手動の決済方法の名前', en: 'Name of the manual payment method' },
    usual: '後払い決済',
    read: (text) => (foldWidth(text) === '' || isReservedGatewayName(text) || /[,\r\n]/.test(text) ? undefined : foldWidth(text)),
    problem: {
      ja: '決済方法の名前は、Shopify の予約名(代金引換、カスタムなど)以外で、コンマを含まない名前にしてください。',
      en: 'The name of the payment method must not be one that Shopify keeps for itself, and has no comma.',
    },
  },
  {
    option: 'atobarai-key',
    fact: 'atobaraiKey',
    words: { ja: '後払いの秘密キー(sk_test_… か sk_live_…)', en: 'Secret key of the payment service (sk_test_… or sk_live_…)' },
    isSecret: true,
    read: (text) => (/^sk_(?:test|live)_[!-~]+$/.test(text) ? text : undefined),
    problem: {
      ja: '後払いの秘密キーは sk_test_ か sk_live_ で始まります。公開可能キー(pk_)は使えません。',
      en: 'The secret key begins with sk_test_ or sk_live_; a publishable key (pk_) will not do.',
    },
  },
  {
    option: 'atobarai-base-url',
    fact: 'atobaraiBaseUrl',
    words: { ja: '後払いのサーバー', en: 'Server of the payment service' },
    usual: 'http://localhost:4400',
    read: serverUrl,
    problem: { ja: '後払いのサーバーは http:// か https:// で始めてください。', en: 'The server begins with http:// or https://.' },
  },
];

export type Answer = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: Bilingual };

/** Reads what was typed. */
export function asAnswer({ read, problem }: InitQuestion, typed: string): Answer {
  const value = read(typed.trim());
  return value === undefined ? { ok: false, problem } : { ok: true, value };
}
