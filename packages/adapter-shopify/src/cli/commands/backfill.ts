import { answer, type Call, command, say } from '../command.ts';
import { usageError } from '../model.ts';
import { shopOf, withAdapter } from '../project.ts';
import { shopOption } from './shop-option.ts';
import { workThrough } from './work-through.ts';

export const backfill = command({
  path: 'backfill',
  about: {
    ja: '指定した日時以降の注文を取り込む(導入前の注文も。審査と発送の保留も行う)',
    en: 'Take in orders since a moment, also from before the app was installed: they are screened and held',
  },
  options: {
    since: {
      type: 'string',
      hint: 'DATE',
      required: true,
      about: {
        ja: '2026-11-01 または 2026-11-01T09:00:00+09:00(日本時間、60日前まで)',
        en: '2026-11-01 or 2026-11-01T09:00:00+09:00 (Japan, up to 60 days back)',
      },
    },
    ...shopOption,
  },
  examples: ['atobarai-shopify backfill --since 2026-11-01'],
  async run(call, given) {
    const since = momentIn(given.since, Date.now());
    return withAdapter(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const looks = await opened.adapter.backfill(shop, { since });
      await workThrough(call, opened);
      await answer(call, { shop, since: new Date(since).toISOString(), orders: looks }, [told(call, looks)]);
      return undefined;
    });
  },
});

function told(call: Call, looks: number): string {
  return say(call, { ja: `後払い決済の注文 ${looks} 件を確かめました。`, en: `Looked at ${looks} orders on deferred payment.` });
}

const dayMs = 86_400_000;

/** A day begins in Japan, wherever this machine stands. */
export function momentIn(text: string, now: number): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = isDay || isMoment ? Date.parse(isDay ? `${text}T00:00:00+09:00` : text) : Number.NaN;
  // Date.parse lets 2026-02-31 through as a day of March.
  const isReal = !isDay || (!Number.isNaN(ms) && new Date(ms + 9 * 3_600_000).toISOString().startsWith(text));
  if (Number.isNaN(ms) || !isReal) {
    throw usageError({
      ja: `--since は 2026-11-01 か 2026-11-01T09:00:00+09:00 の形で指定してください(${text})。`,
      en: `--since is written as 2026-11-01 or 2026-11-01T09:00:00+09:00, not ${text}.`,
    });
  }
  if (ms > now) throw usageError({ ja: `--since が未来です(${text})。`, en: `--since lies in the future: ${text}.` });
  if (now - ms > 60 * dayMs) {
    throw usageError({
      ja: `--since は60日前までにしてください(${text})。それより前の注文は Shopify が読ませず、後払いにも登録できません。`,
      en: `--since is at most 60 days back, not ${text}: Shopify shows no older orders, and none can be registered.`,
    });
  }
  return ms;
}
