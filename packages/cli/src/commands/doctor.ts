import { type Client, isAtobaraiError } from '@atobarai/sdk';
import type { WebhookEndpoint } from '@atobarai/sdk/contract';
import { answer, type Call, command, say } from '../command.ts';
import { clientOf, maskedKey, modeOf } from '../connection.ts';
import { type Check, type CheckStatus, diagnosis, exitOf, type Facts, type Sight } from '../decide/diagnosis.ts';
import { exitCodeOf } from '../decide/exit-code.ts';
import { exitCodes } from '../model.ts';
import { credentialsFile, findSignIn, isOpenToOthers, type SignIn, usualBaseUrl } from '../platform/credentials.ts';
import { version } from '../version.ts';

const timeoutMs = 5_000;

export const doctor = command({
  path: 'doctor',
  about: { ja: 'サーバー・キー・時計・Webhook の状態を確かめる', en: 'Check the server, the key, the clocks and the webhooks' },
  options: {},
  async run(call) {
    const facts = await findOut(call);
    const checks = diagnosis(facts);
    const exit = exitOf(facts, checks);
    const shown = checks.map(({ name, status, detail }) => ({ name, status, detail: say(call, detail) }));
    await answer(
      call,
      { ok: exit === exitCodes.ok, baseUrl: facts.baseUrl, checks: shown },
      checks.map((check) => line(call, check)),
    );
    return exit;
  },
});

const marks: Readonly<Record<CheckStatus, string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' };

function line(call: Call, { name, status, detail }: Check): string {
  const mark = call.terminal.paint(status === 'ok' ? 'good' : status === 'skipped' ? 'faint' : 'bad', marks[status]);
  return `${mark} ${name.padEnd(8)}  ${say(call, detail)}`;
}

async function findOut(call: Call): Promise<Facts> {
  const signIn = await findSignIn(call);
  const baseUrl = signIn?.baseUrl ?? (call.env['ATOBARAI_BASE_URL'] || usualBaseUrl);
  const server = await healthOf(call, baseUrl);
  const isUp = server.ok;
  const key = signIn && (await keyOf(call, signIn));
  const options = { signal: call.signal, timeoutMs };
  // A key of the wrong form is refused when the client is made.
  const ask = <T>(work: (client: Client) => Promise<T>) =>
    isUp && signIn ? attempt(call, async () => work(clientOf(call, signIn, false))) : undefined;
  return {
    baseUrl,
    version,
    server,
    ready: isUp ? await readinessOf(call, baseUrl) : undefined,
    key,
    shop: await ask((made) => shopName(made, options)),
    clock: key?.mode === 'test' ? await ask(async ({ sandbox }) => (await sandbox.clock(options)).now) : undefined,
    endpoints: await ask(({ webhookEndpoints }) => allOf(webhookEndpoints.list({ limit: 100 }, options))),
  };
}

async function keyOf(call: Call, { apiKey, keyFrom }: SignIn): Promise<NonNullable<Facts['key']>> {
  return {
    shown: maskedKey(apiKey),
    mode: modeOf(apiKey),
    from: keyFrom === 'environment' ? 'ATOBARAI_KEY' : credentialsFile(call),
    isOpenToOthers: await isOpenToOthers(call),
  };
}

/** A key that may not read the settings is a good key all the same. */
async function shopName({ settings }: Client, options: { readonly signal: AbortSignal; readonly timeoutMs: number }): Promise<string> {
  try {
    return (await settings.get(options)).name;
  } catch (error) {
    if (isAtobaraiError(error) && error.code === 'insufficient_scope') return '';
    throw error;
  }
}

async function allOf(list: AsyncIterable<WebhookEndpoint>): Promise<WebhookEndpoint[]> {
  const endpoints: WebhookEndpoint[] = [];
  for await (const endpoint of list) endpoints.push(endpoint);
  return endpoints;
}

async function attempt<T>(call: Call, work: () => Promise<T>): Promise<Sight<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    call.signal.throwIfAborted();
    return { ok: false, code: isAtobaraiError(error) ? error.code : 'connection_failed', exit: exitCodeOf(error) };
  }
}

/** Any answer is a sight of the server; whether it is ours, its words tell. */
function healthOf(call: Call, baseUrl: string): Promise<Sight<{ version: string; ms: number; skewMs: number | undefined }>> {
  return attempt(call, async () => {
    const startedMs = call.now();
    const response = await look(call, `${baseUrl}/healthz`);
    const ms = call.now() - startedMs;
    const { version: found } = (await response.json()) as { version?: unknown };
    if (typeof found !== 'string') throw new Error('this is another server');
    const date = Date.parse(response.headers.get('date') ?? '');
    return { version: found, ms, skewMs: Number.isNaN(date) ? undefined : Math.max(0, Math.abs(startedMs - date) - 1_000) };
  });
}

function readinessOf(call: Call, baseUrl: string): Promise<Sight<string>> {
  return attempt(call, async () => {
    const { status } = (await (await look(call, `${baseUrl}/readyz`)).json()) as { status?: unknown };
    return String(status);
  });
}

function look(call: Call, url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]) });
}
