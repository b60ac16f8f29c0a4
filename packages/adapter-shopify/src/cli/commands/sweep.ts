import { answer, command, say } from '../command.ts';
import { shopOf, withAdapter } from '../project.ts';
import { shopOption } from './shop-option.ts';
import { workThrough } from './work-through.ts';

export const sweep = command({
  path: 'sweep',
  about: {
    ja: '届かなかった Webhook の分を確かめ直す(動いているアダプターも定期的に行います)',
    en: 'Look again at everything that may have been missed; the running adapter does it from time to time, too',
  },
  options: shopOption,
  run: (call, given) =>
    withAdapter(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const counts = await opened.adapter.sweep(shop);
      const looks = await workThrough(call, opened);
      await answer(call, { shop, counts, looks }, [
        ...Object.entries(counts).map(([name, count]) => `${name}: ${count}`),
        say(call, { ja: `${looks} 件を確かめました。`, en: `Looked at ${looks} orders.` }),
      ]);
      return undefined;
    }),
});
