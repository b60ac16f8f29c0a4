import type { Client } from '@atobarai/sdk';
import { listRequestLogs, type RequestLog } from '@atobarai/sdk/contract';
import { type Call, command, note } from '../command.ts';
import { connect } from '../connection.ts';
import { isPassing } from '../decide/exit-code.ts';
import { pauseMs } from '../decide/follow.ts';
import { usageError } from '../model.ts';

const pollMs = 1_000;

/** The server gives the latest of the past, a page at most. */
const mostLines = 100;

const options = {
  lines: {
    type: 'string',
    hint: 'N',
    about: { ja: '初めに表示する件数(既定は 10、100 まで)', en: 'How many of the past to show first (10, at most 100)' },
  },
  failed: { type: 'boolean', about: { ja: '失敗した呼び出しだけ', en: 'Only calls that failed' } },
  once: { type: 'boolean', about: { ja: '今あるものだけを表示して終わる', en: 'Show what there is, and end' } },
} as const;

export const logsTail = command({
  path: 'logs tail',
  about: { ja: 'サンドボックスが受けた API の呼び出しを表示し続ける', en: 'Follow the calls that the sandbox answers' },
  options,
  examples: ['atobarai logs tail --failed', 'atobarai logs tail --once --lines 50 --json'],
  async run(call, given) {
    const lines = Number(given.lines ?? '10');
    if (!Number.isInteger(lines) || lines < 0 || lines > mostLines) {
      throw usageError({
        ja: `--lines は 0 から ${mostLines} の整数です(${given.lines})。`,
        en: `--lines is a whole number from 0 to ${mostLines}, not ${given.lines}.`,
      });
    }
    // Its own looks at the log are no news.
    const isShown = ({ path, status }: RequestLog) => path !== listRequestLogs.path && (!given.failed || status >= 400);
    const { client } = await connect(call, { repeats: given.once });
    const past = await logsAfter(call, client, undefined);
    const shown = past.filter(isShown);
    for (const log of lines === 0 ? [] : shown.slice(-lines)) await show(call, log);
    return given.once ? undefined : follow(call, { client, after: past.at(-1)?.id, isShown });
  },
});

type Tail = { readonly client: Client; readonly after: string | undefined; readonly isShown: (log: RequestLog) => boolean };

async function follow(call: Call, { client, after, isShown }: Tail): Promise<never> {
  let last = after;
  for (let failures = 0; ;) {
    await call.sleep(failures === 0 ? pollMs : pauseMs(failures));
    try {
      for (const log of await logsAfter(call, client, last)) {
        last = log.id;
        if (isShown(log)) await show(call, log);
      }
      failures = 0;
    } catch (error) {
      call.signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      if (failures === 0)
        note(call, { ja: 'サーバーにつながりません。つながるまで試みます。', en: 'The server cannot be reached; trying until it can.' });
      failures += 1;
    }
  }
}

async function logsAfter(call: Call, client: Client, after: string | undefined): Promise<RequestLog[]> {
  const logs: RequestLog[] = [];
  const query = { limit: mostLines, ...(after === undefined ? {} : { after }) };
  for await (const log of client.sandbox.requestLogs(query, { signal: call.signal })) logs.push(log);
  return logs;
}

async function show(call: Call, log: RequestLog): Promise<void> {
  const { at, method, path, status, ms, requestId, code } = log;
  const { terminal } = call;
  if (call.json) return terminal.write(`${JSON.stringify(log)}\n`);
  const result = terminal.paint(status < 400 ? 'good' : 'bad', String(status));
  await terminal.write(
    `${at}  ${result}  ${method.padEnd(6)} ${path}  ${Math.round(ms)} ms  ${requestId}${code === null ? '' : `  ${code}`}\n`,
  );
}
