import { type Client, isAtobaraiError } from '@atobarai/sdk';
import { eventTypes } from '@atobarai/sdk/contract';
import { answer, type Call, command, note, say, type Values } from '../command.ts';
import { connect } from '../connection.ts';
import { suggestionFor } from '../frame/index.ts';
import { isPassing } from '../decide/exit-code.ts';
import { type Follow, pauseMs } from '../decide/follow.ts';
import { usageError } from '../model.ts';
import { followEvents } from '../listen/follower.ts';
import { listenSecret, readFollow, type Stream, writeFollow } from '../platform/follow-files.ts';

const options = {
  'forward-to': {
    type: 'string',
    hint: 'URL',
    about: { ja: '転送先(localhost:3000/webhooks のように)', en: 'Where to send events, such as localhost:3000/webhooks' },
  },
  events: {
    type: 'string',
    hint: 'TYPE,…',
    about: { ja: '転送する種類だけをコンマで並べる(既定はすべて)', en: 'The only types to forward, with commas between (all)' },
  },
  latest: {
    type: 'boolean',
    about: {
      ja: '前回からの分を飛ばし、これから起きるイベントだけを転送する',
      en: 'Skip what happened meanwhile, and begin with what happens now',
    },
  },
  'print-secret': { type: 'boolean', about: { ja: '署名の鍵だけを表示して終わる', en: 'Print the signing secret and end' } },
} as const;

type Given = Values<typeof options>;

export const listen = command({
  path: 'listen',
  about: {
    ja: 'イベントを手元のサーバーに転送する(前回の続きから、届くまで)',
    en: 'Forward events to a local server, from where it stopped, until each is taken',
  },
  options,
  examples: [
    'atobarai listen --forward-to localhost:3000/webhooks',
    'atobarai listen --forward-to localhost:3000/webhooks --events order.approved,invoice.paid',
    'export ATOBARAI_WEBHOOK_SECRET=$(atobarai listen --print-secret)',
  ],
  async run(call, given) {
    const secret = await listenSecret(call);
    if (given['print-secret']) {
      await answer(call, { secret }, [secret]);
      return undefined;
    }
    const forwardTo = forwardAddress(given['forward-to']);
    const types = chosenTypes(given);
    const { client, signIn } = await connect(call, { repeats: false });
    const { merchantId, newest } = await untilReached(call, signIn.baseUrl, () => look(client, call.signal));
    const stream: Stream = { baseUrl: signIn.baseUrl, merchantId: merchantId ?? signIn.apiKey.slice(0, 20), forwardTo };
    const follow = await begin(call, stream, { newest, latest: given.latest });
    await introduce(call, { forwardTo, secret, follow });
    const receiver = { url: forwardTo, secret, signal: call.signal, now: call.now };
    return followEvents(call, { client, stream, receiver, types }, follow);
  },
});

function forwardAddress(given: string | undefined): string {
  if (given === undefined) {
    throw usageError({
      ja: '--forward-to URL を指定してください(例: --forward-to localhost:3000/webhooks)。',
      en: '--forward-to URL is missing, such as --forward-to localhost:3000/webhooks.',
    });
  }
  const text = /^\d+(\/|$)/.test(given) ? `http://localhost:${given}` : given.includes('://') ? given : `http://${given}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A password in an address would be shown, and is not sent.
  if (url && /^https?:$/.test(url.protocol) && url.username === '') return url.href;
  throw usageError({ ja: `--forward-to の URL を読めません: ${given}`, en: `--forward-to is not an address: ${given}` });
}

function chosenTypes({ events }: Given): ReadonlySet<string> | undefined {
  if (events === undefined) return undefined;
  const types = events.split(',').map((type) => type.trim());
  const wrong = types.find((type) => !(eventTypes as readonly string[]).includes(type));
  if (wrong === undefined) return new Set(types);
  const near = suggestionFor(wrong, eventTypes);
  throw usageError({
    ja: `「${wrong}」というイベントはありません。${near ? `${near} のことですか。` : 'atobarai trigger --list で一覧を表示します。'}`,
    en: `There is no event ${wrong}. ${near ? `Did you mean ${near}?` : 'atobarai trigger --list lists them.'}`,
  });
}

type Sight = { readonly merchantId: string | undefined; readonly newest: string | null };

/** Whose events they are, and which is the last one now. */
async function look(client: Client, signal: AbortSignal): Promise<Sight> {
  const { data } = await client.events.list({ limit: 1 }, { signal }).page();
  const settings = await client.settings.get({ signal }).catch((error: unknown) => {
    if (isAtobaraiError(error) && error.code === 'insufficient_scope') return undefined;
    throw error;
  });
  return { merchantId: settings?.merchantId, newest: data[0]?.id ?? null };
}

/** The server may be started after this command. */
async function untilReached<T>(call: Call, baseUrl: string, work: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      call.signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      if (failures === 0) {
        note(call, {
          ja: `サーバー(${baseUrl})につながりません。つながるまで試みます。`,
          en: `The server at ${baseUrl} cannot be reached; trying until it can.`,
        });
      }
      await call.sleep(pauseMs(failures));
    }
  }
}

/** Where the last run stopped; the first one begins with what happens from now on. */
async function begin(
  call: Call,
  stream: Stream,
  { newest, latest }: { readonly newest: string | null; readonly latest: boolean },
): Promise<Follow> {
  const earlier = latest ? undefined : await readFollow(call, stream);
  if (earlier) return earlier;
  const follow: Follow = { cursor: newest, waiting: [] };
  await writeFollow(call, stream, follow);
  return follow;
}

type Introduction = { readonly forwardTo: string; readonly secret: string; readonly follow: Follow };

async function introduce(call: Call, { forwardTo, secret, follow }: Introduction): Promise<void> {
  if (call.json) {
    const { cursor, waiting } = follow;
    return call.terminal.write(`${JSON.stringify({ kind: 'listening', forwardTo, secret, after: cursor, waiting: waiting.length })}\n`);
  }
  note(call, { ja: `転送先:   ${forwardTo}`, en: `Forwarding to  ${forwardTo}` });
  note(call, { ja: `署名の鍵: ${secret}`, en: `Signing secret ${secret}` });
  if (follow.waiting.length > 0) {
    note(call, {
      ja: `受け取られなかった ${follow.waiting.length} 件を送り直します。`,
      en: `${follow.waiting.length} that were not taken are sent again.`,
    });
  }
  call.terminal.note(say(call, { ja: 'イベントを待っています(終了は Ctrl+C)。', en: 'Waiting for events; Ctrl+C ends this.' }));
}
