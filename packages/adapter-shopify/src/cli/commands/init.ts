import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { answer, type Call, command, note, say, type Values } from '../command.ts';
import { appToml } from '../decide/toml.ts';
import { type EnvFacts, envFile } from '../decide/env-file.ts';
import { asAnswer, type InitQuestion, initQuestions } from '../decide/init-questions.ts';
import { CommandError, exitCodes, usageError } from '../model.ts';
import { readIfThere, writeWhole } from '../platform/files.ts';
import type { Prompts } from '../terminal.ts';

const options = {
  shop: {
    type: 'string',
    hint: 'DOMAIN',
    about: { ja: 'ストアのドメイン(例: example.myshopify.com)', en: 'Domain of the store, such as example.myshopify.com' },
  },
  'client-id': { type: 'string', hint: 'ID', about: { ja: 'Dev Dashboard の Client ID', en: 'Client ID of the Dev Dashboard' } },
  'client-secret': {
    type: 'string',
    hint: 'SECRET',
    about: { ja: 'Dev Dashboard の Client secret', en: 'Client secret of the Dev Dashboard' },
  },
  'app-url': {
    type: 'string',
    hint: 'URL',
    about: { ja: 'アダプターを公開する URL(https://…)', en: 'Public address of the adapter (https://…)' },
  },
  'gateway-name': {
    type: 'string',
    hint: 'NAME',
    about: { ja: '手動の決済方法の名前(既定は「後払い決済」)', en: 'Name of the manual payment method (後払い決済)' },
  },
  'atobarai-key': { type: 'string', hint: 'KEY', about: { ja: '後払いの秘密キー(sk_…)', en: 'Secret key of the payment service (sk_…)' } },
  'atobarai-base-url': {
    type: 'string',
    hint: 'URL',
    about: { ja: '後払いのサーバー(既定は http://localhost:4400)', en: 'Its server (http://localhost:4400)' },
  },
  overwrite: {
    type: 'boolean',
    about: { ja: 'すでにあるファイルを尋ねずに書き換える', en: 'Write over files that are there without asking' },
  },
} as const;

type Given = Values<typeof options>;

export const init = command({
  path: 'init',
  about: { ja: 'shopify.app.toml と .env を作る(足りない値は尋ねる)', en: 'Write shopify.app.toml and .env; asks for what is not given' },
  options,
  examples: [
    'atobarai-shopify init',
    'atobarai-shopify init --shop example.myshopify.com --client-id ID --client-secret SECRET --app-url https://pay.example.jp --atobarai-key sk_test_KEY',
  ],
  async run(call, given) {
    const facts = await factsFor(call, given);
    const files = [
      { path: join(call.workingFolder, 'shopify.app.toml'), content: appToml({ name: 'atobarai', ...facts }), mode: 0o644 },
      // It holds secrets: only its owner may read it.
      { path: join(call.workingFolder, '.env'), content: envFile(facts), mode: 0o600 },
    ];
    const kept = await filesToKeep(
      call,
      files.map(({ path }) => path),
      given.overwrite,
    );
    const written = files.filter(({ path }) => !kept.includes(path));
    for (const { path, content, mode } of written) await writeWhole(path, content, mode);
    await tell(
      call,
      written.map(({ path }) => path),
      kept,
    );
    if (await isUnignored(call)) note(call, unignored);
    return exitCodes.ok;
  },
});

async function tell(call: Call, written: readonly string[], kept: readonly string[]): Promise<void> {
  await answer(call, { written, kept }, [
    ...written.map((path) => say(call, { ja: `作成しました: ${path}`, en: `Written: ${path}` })),
    ...kept.map((path) => say(call, { ja: `そのままにしました: ${path}`, en: `Left as it was: ${path}` })),
    say(call, {
      ja: '次に、Dev Dashboard でこの TOML の権限・URL を設定したアプリをストアにインストールし、doctor を実行してください。',
      en: 'Next: give the app in the Dev Dashboard the scopes and addresses of this TOML, install it in the store, and run doctor.',
    }),
  ]);
}

async function factsFor(call: Call, given: Given): Promise<EnvFacts> {
  const answers: Record<string, string> = {};
  for (const question of initQuestions) answers[question.fact] = await answerTo(call, question, given[question.option]);
  const { shop = '', clientId = '', clientSecret = '', appUrl = '', gatewayName = '', atobaraiKey = '', atobaraiBaseUrl = '' } = answers;
  const encryptionKey = randomBytes(32).toString('base64');
  return { shop, clientId, clientSecret, appUrl, gatewayName, atobaraiKey, atobaraiBaseUrl, encryptionKey };
}

/** What was given on the command line, else what a person answers. */
async function answerTo(call: Call, question: InitQuestion, given: string | undefined): Promise<string> {
  if (given === undefined && call.terminal.prompts !== undefined) return askedOf(call, question, call.terminal.prompts);
  const known = given ?? question.usual;
  if (known === undefined) {
    throw usageError({
      ja: `--${question.option} を指定してください(対話できない場所では尋ねません)。`,
      en: `Give --${question.option}: there is nobody to ask here.`,
    });
  }
  const read = asAnswer(question, known);
  if (read.ok) return read.value;
  throw usageError(read.problem);
}

const mostTurns = 5;

/** A wrong answer is asked for again, a few times. */
async function askedOf(call: Call, question: InitQuestion, prompts: Prompts): Promise<string> {
  const words = say(call, question.words);
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const typed = await (question.isSecret ? prompts.secret(words) : prompts.text(words, question.usual));
    const read = asAnswer(question, typed);
    if (read.ok) return read.value;
    note(call, read.problem);
  }
  throw usageError(question.problem);
}

/** Files that are there already and are to stay. Nothing is ever written over without a word. */
async function filesToKeep(call: Call, paths: readonly string[], mayOverwrite: boolean): Promise<string[]> {
  if (mayOverwrite) return [];
  const present = [];
  for (const path of paths) if ((await readIfThere(path)) !== undefined) present.push(path);
  const { prompts } = call.terminal;
  if (present.length > 0 && prompts === undefined) {
    const list = present.join(', ');
    throw new CommandError('file_exists', exitCodes.failed, {
      ja: `すでにあります: ${list}。書き換えるなら --overwrite を付けてください(.env の暗号鍵も新しくなり、保存済みのトークンは取り直しになります)。`,
      en: `There already: ${list}. Give --overwrite to write over them; the encryption key in .env becomes a new one, and tokens are asked for again.`,
    });
  }
  const kept = [];
  for (const path of present) {
    const isYes = await prompts?.confirm(say(call, { ja: `${path} を書き換えますか`, en: `Write over ${path}?` }));
    if (!isYes) kept.push(path);
  }
  return kept;
}

async function isUnignored({ workingFolder }: Call): Promise<boolean> {
  const ignored = await readIfThere(join(workingFolder, '.gitignore'));
  return ignored !== undefined && !/^\/?\.env(?:\*|\s*$)/m.test(ignored);
}

const unignored = {
  ja: '.gitignore に .env を加えてください。秘密の値が入っています。',
  en: 'Add .env to .gitignore: there are secrets in it.',
};
