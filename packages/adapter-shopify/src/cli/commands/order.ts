import { orderGidOf } from '../../translate/index.ts';
import { answer, command, say } from '../command.ts';
import { flagText } from '../decide/flag-text.ts';
import { exitCodes, usageError } from '../model.ts';
import { shopOf, withAdapter } from '../project.ts';
import { shopOption } from './shop-option.ts';

export const order = command({
  path: 'order',
  about: { ja: '注文を1件、いま確かめ直す(止まった注文を再開する)', en: 'Look at one order now; takes a parked one up again' },
  options: {
    gid: {
      type: 'positional',
      hint: 'GID',
      required: true,
      about: { ja: 'gid://shopify/Order/… または管理画面の URL の数字', en: 'gid://shopify/Order/…, or the digits in the admin’s URL' },
    },
    ...shopOption,
  },
  examples: ['atobarai-shopify order gid://shopify/Order/6012345678901', 'atobarai-shopify order 6012345678901'],
  async run(call, given) {
    const gid = orderGidOf(given.gid);
    if (gid === undefined) {
      throw usageError({
        ja: `「${given.gid}」は注文の ID ではありません。gid://shopify/Order/6012345678901 か 6012345678901 の形で指定してください(#1001 の番号ではありません)。`,
        en: `${given.gid} is not the id of an order. Write gid://shopify/Order/6012345678901 or 6012345678901; it is not the number in #1001.`,
      });
    }
    return withAdapter(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const { state, flags, done } = await opened.adapter.reconcileOrder(shop, gid);
      const shown = flags.map((flag) => ({ ...flag, text: say(call, flagText(flag)) }));
      await answer(call, { shop, gid, state, done, flags: shown }, [
        say(call, { ja: `状態: ${state}`, en: `State: ${state}` }),
        ...(done.length === 0 ? [] : [say(call, { ja: `行ったこと: ${done.join(', ')}`, en: `Done: ${done.join(', ')}` })]),
        ...shown.map(({ code, text }) => `! ${code}  ${text}`),
      ]);
      return flags.length === 0 ? exitCodes.ok : exitCodes.failed;
    });
  },
});
