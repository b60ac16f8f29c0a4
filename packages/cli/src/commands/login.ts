import { isAtobaraiError, type Settings } from '@atobarai/sdk';
import { answer, type Call, command, note, say, type Values } from '../command.ts';
import { clientOf, maskedKey, modeOf } from '../connection.ts';
import { type Bilingual, CommandError, exitCodes, usageError } from '../model.ts';
import { credentialsFile, type Credentials, readCredentials, usualBaseUrl, writeCredentials } from '../platform/credentials.ts';
import { findSandboxKeys, type SandboxKeys } from '../platform/sandbox-keys.ts';

const options = {
  'api-key': {
    type: 'string',
    hint: 'KEY',
    about: { ja: '秘密キー(sk_…)。「-」なら標準入力から読む', en: 'Secret key (sk_…); - reads it from standard input' },
  },
  'base-url': {
    type: 'string',
    hint: 'URL',
    about: { ja: `サーバーの場所(既定は ${usualBaseUrl})`, en: `Where the server is (${usualBaseUrl})` },
  },
  sandbox: {
    type: 'boolean',
    about: { ja: 'npm start が作った見本の店舗のキーを使う', en: 'Take the key of the sample shop that npm start made' },
  },
  data: {
    type: 'string',
    hint: 'FOLDER',
    about: { ja: '--sandbox のキーがあるフォルダー(既定は .data)', en: 'Where the keys of --sandbox are (.data)' },
  },
} as const;

type Given = Values<typeof options>;
type Chosen = { readonly apiKey: string; readonly operatorKey?: string };

export const login = command({
  path: 'login',
  about: {
    ja: 'API キーを確かめて、この利用者だけが読めるファイルに保存する',
    en: 'Check an API key and keep it in a file that only you can read',
  },
  options,
  examples: ['atobarai login --sandbox', 'atobarai login --api-key - < key.txt', 'atobarai login --base-url https://pay.example.jp'],
  async run(call, given) {
    const baseUrl = await chosenBaseUrl(call, given);
    const chosen = await chosenKey(call, given);
    if (isBare(baseUrl)) note(call, unencrypted);
    const shop = await checkedShop(call, { apiKey: chosen.apiKey, baseUrl });
    await writeCredentials(call, { ...chosen, baseUrl });
    if (call.env['ATOBARAI_KEY']) note(call, environmentWins);
    await tell(call, { apiKey: chosen.apiKey, baseUrl, shop });
    return exitCodes.ok;
  },
});

type SignedIn = { readonly apiKey: string; readonly baseUrl: string; readonly shop: Settings | undefined };

async function tell(call: Call, { apiKey, baseUrl, shop }: SignedIn): Promise<void> {
  const mode = modeOf(apiKey);
  const file = credentialsFile(call);
  const name = shop?.name ?? maskedKey(apiKey);
  await answer(call, { signedIn: true, shop: shop?.name ?? null, merchantId: shop?.merchantId ?? null, mode, baseUrl, file }, [
    say(call, {
      ja: `${name}(${mode === 'test' ? 'テスト' : '本番'})として ${baseUrl} にサインインしました。`,
      en: `Signed in to ${baseUrl} as ${name} (${mode}).`,
    }),
    say(call, { ja: `キーの保存先: ${file}`, en: `The key is kept in ${file}` }),
  ]);
}

const environmentWins: Bilingual = {
  ja: '環境変数 ATOBARAI_KEY が設定されています。その間は、保存したキーより環境変数が使われます。',
  en: 'The environment variable ATOBARAI_KEY is set. As long as it is, it is used instead of the key kept now.',
};

const unencrypted: Bilingual = {
  ja: '接続先が https ではありません。キーが暗号化されずに送られます。',
  en: 'The address is not https: the key is sent unencrypted.',
};

function isBare(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

async function chosenBaseUrl(call: Call, given: Given): Promise<string> {
  const known = given['base-url'] ?? (call.env['ATOBARAI_BASE_URL'] || undefined);
  if (known !== undefined) {
    if (URL.canParse(known) && /^https?:$/.test(new URL(known).protocol)) return known.replace(/\/+$/, '');
    throw usageError({
      ja: `--base-url は http:// か https:// で始めてください(${known})。`,
      en: `--base-url begins with http:// or https://, not ${known}.`,
    });
  }
  const kept = await readCredentials(call).catch(() => undefined);
  return kept?.baseUrl ?? usualBaseUrl;
}

async function chosenKey(call: Call, given: Given): Promise<Chosen> {
  if (given['api-key'] === '-') return { apiKey: new TextDecoder().decode(await call.terminal.readInput()).trim() };
  if (given['api-key'] !== undefined) return { apiKey: given['api-key'] };
  const sandbox = await findSandboxKeys(call, given.data);
  if (given.sandbox || given.data !== undefined) return firstShop(sandbox);
  if (call.terminal.prompts === undefined) {
    throw usageError({
      ja: '--api-key か --sandbox を指定してください(対話できない場所では尋ねません)。',
      en: 'Give --api-key or --sandbox: there is nobody to ask here.',
    });
  }
  return askedKey(call, sandbox);
}

function firstShop(sandbox: SandboxKeys | undefined): Chosen {
  const [shop] = sandbox?.shops ?? [];
  if (shop) return chosenOf(shop.secretKey, sandbox);
  throw new CommandError('sandbox_keys_missing', exitCodes.failed, {
    ja: '見本のキー(.data/sandbox-keys.json)が見つかりません。npm start を一度実行したフォルダーで実行するか、--data で場所を指定してください。',
    en: 'There are no sample keys (.data/sandbox-keys.json). Run this where npm start was run once, or name the folder with --data.',
  });
}

async function askedKey(call: Call, sandbox: SandboxKeys | undefined): Promise<Chosen> {
  const { prompts } = call.terminal;
  if (prompts === undefined) throw new Error('nobody can be asked');
  const chosen = sandbox
    ? await prompts.choose<string | undefined>(say(call, { ja: 'どのキーを使いますか', en: 'Which key?' }), [
        ...sandbox.shops.map((shop) => ({ value: shop.secretKey, label: shop.name, hint: sandbox.file })),
        { value: undefined, label: say(call, { ja: '別のキーを入力する', en: 'Another one' }) },
      ])
    : undefined;
  if (chosen !== undefined) return chosenOf(chosen, sandbox);
  return { apiKey: (await prompts.secret(say(call, { ja: '秘密キー(sk_…)', en: 'Secret key (sk_…)' }))).trim() };
}

function chosenOf(apiKey: string, sandbox: SandboxKeys | undefined): Chosen {
  return { apiKey, ...(sandbox?.operatorKey === undefined ? {} : { operatorKey: sandbox.operatorKey }) };
}

/** A key that may do other things but not read the settings is a good key. */
async function checkedShop(call: Call, credentials: Pick<Credentials, 'apiKey' | 'baseUrl'>): Promise<Settings | undefined> {
  try {
    return await clientOf(call, credentials).settings.get({ signal: call.signal });
  } catch (error) {
    if (isAtobaraiError(error) && error.code === 'insufficient_scope') return undefined;
    throw error;
  }
}
