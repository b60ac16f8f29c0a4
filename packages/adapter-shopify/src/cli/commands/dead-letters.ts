import { answer, command, say } from '../command.ts';
import { flagText } from '../decide/flag-text.ts';
import { shopOf, withAdapter } from '../project.ts';
import { shopOption } from './shop-option.ts';

export const deadLettersList = command({
  path: 'dead-letters list',
  about: {
    ja: '処理を止めた注文と、人の確認が要る注文を、理由と一緒に表示する',
    en: 'List the orders that are parked and those a person must look at, each with its reason',
  },
  options: shopOption,
  run: (call, given) =>
    withAdapter(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const parked = await opened.store.due.parked(shop);
      const flagged = await opened.adapter.orders({ shop, attention: true });
      const orders = flagged.map(({ record: { gid, name, state, flags } }) => ({
        gid,
        name,
        state,
        flags: flags.map((flag) => ({ ...flag, text: say(call, flagText(flag)) })),
      }));
      const lines = [
        ...parked.map(({ gid, problem, parkedAt }) => `✗ ${gid}  ${new Date(parkedAt).toISOString()}  ${problem}`),
        ...orders.flatMap(({ gid, name, state, flags }) => [
          `! ${name ?? ''} ${gid}  ${state}`,
          ...flags.map(({ code, text }) => `    ${code}  ${text}`),
        ]),
      ];
      const nothing = { ja: '止まっている注文はありません。', en: 'Nothing is waiting for a person.' };
      await answer(call, { shop, parked, orders }, lines.length > 0 ? lines : [say(call, nothing)]);
      return undefined;
    }),
});
