import type { AdvanceClock } from '@atobarai/sdk';
import { answer, command, say, type Values } from '../command.ts';
import { connect } from '../connection.ts';
import { usageError } from '../model.ts';

export const clockShow = command({
  path: 'clock show',
  about: { ja: 'サンドボックスの業務時計を表示する', en: "Show the sandbox's business clock" },
  options: {},
  async run(call) {
    const { client } = await connect(call);
    const clock = await client.sandbox.clock({ signal: call.signal });
    await answer(call, clock, [clock.now]);
    return undefined;
  },
});

const options = {
  days: { type: 'string', hint: 'N', about: { ja: 'この日数だけ進める', en: 'So many days on' } },
  to: { type: 'string', hint: 'DATE', about: { ja: 'この日(2026-11-01)か日時まで進める', en: 'To a day (2026-11-01) or a moment' } },
  'to-next': {
    type: 'string',
    hint: 'TASK',
    about: { ja: '次にこの処理の期日が来るときまで(payouts.close など)', en: 'To when a task is next due, such as payouts.close' },
  },
} as const;

export const clockAdvance = command({
  path: 'clock advance',
  about: { ja: '業務時計を進め、期日の来た処理をすべて行う', en: 'Move the clock on and run everything that is due on the way' },
  options,
  examples: ['atobarai clock advance --days 7', 'atobarai clock advance --to-next invoicing.issue'],
  async run(call, given) {
    const goal = goalOf(given);
    const { client } = await connect(call);
    const done = await client.sandbox.advance(goal, { signal: call.signal });
    await answer(call, done, [
      `${done.from} → ${done.to}`,
      ...done.days.map(({ day, ran }) => `  ${day}  ${ran.map(({ task, count }) => `${task} ${count}`).join(', ')}`),
      ...(done.days.length > 0 ? [] : [say(call, { ja: '  期日の来た処理はありませんでした。', en: '  Nothing was due.' })]),
    ]);
    return undefined;
  },
});

/** Exactly one of the three. A day means its beginning in Japan. */
function goalOf({ days, to, 'to-next': toNext }: Values<typeof options>): AdvanceClock {
  if ([days, to, toNext].filter((value) => value !== undefined).length !== 1) {
    throw usageError({
      ja: '--days、--to、--to-next のどれかひとつを指定してください。',
      en: 'Give one of --days, --to and --to-next.',
    });
  }
  if (toNext !== undefined) return { toNext };
  if (to !== undefined) return { to: momentOf(to) };
  const count = Number(days);
  if (Number.isInteger(count) && count >= 1 && count <= 400) return { days: count };
  throw usageError({ ja: `--days は 1 から 400 の整数です(${days})。`, en: `--days is a whole number from 1 to 400, not ${days}.` });
}

function momentOf(text: string): string {
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  const moment = day ? `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}T00:00:00+09:00` : text;
  if (!Number.isNaN(Date.parse(moment))) return moment;
  throw usageError({ ja: `--to は 2026-11-01 のように書きます(${text})。`, en: `--to is written as 2026-11-01, not ${text}.` });
}
