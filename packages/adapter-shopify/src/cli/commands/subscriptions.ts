import { answer, command, say } from '../command.ts';
import { shopOf, withAdapterToLook } from '../project.ts';
import { shopOption } from './shop-option.ts';

export const subscriptionsSync = command({
  path: 'subscriptions sync',
  about: {
    ja: '足りない Webhook の登録を作り、宛先の違うものを直す(ほかの登録には触れない)',
    en: 'Create the webhook subscriptions that are missing and mend ours; no other is touched',
  },
  options: shopOption,
  run: (call, given) =>
    withAdapterToLook(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const { created, mended, kept } = await (await opened.adapter.admin(shop)).ensureSubscriptions(opened.adapter.webhookUri);
      await answer(call, { shop, uri: opened.adapter.webhookUri, created, mended, kept }, [
        ...created.map((topic) => `+ ${topic}`),
        ...mended.map((topic) => `~ ${topic}`),
        say(call, {
          ja: `作成 ${created.length}、修正 ${mended.length}、そのまま ${kept}(${opened.adapter.webhookUri})`,
          en: `${created.length} created, ${mended.length} mended, ${kept} as they were (${opened.adapter.webhookUri})`,
        }),
        say(call, {
          ja: '顧客データの3件(customers/data_request など)は shopify.app.toml で登録します。',
          en: 'The three privacy topics (customers/data_request …) are subscribed to in shopify.app.toml.',
        }),
      ]);
      return undefined;
    }),
});

export const subscriptionsList = command({
  path: 'subscriptions list',
  about: { ja: 'このアプリの Webhook の登録を一覧にする', en: 'List the webhook subscriptions of this app' },
  options: shopOption,
  run: (call, given) =>
    withAdapterToLook(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const found = await (await opened.adapter.admin(shop)).subscriptions();
      const shown = found.map(({ id, topic, uri, name }) => ({ id, topic, uri, name }));
      const lines = shown.map(({ topic, uri, name }) => `${topic}  ${uri}${name === null ? '' : `  (${name})`}`);
      await answer(call, { shop, subscriptions: shown }, lines.length > 0 ? lines : [say(call, none)]);
      return undefined;
    }),
});

const none = { ja: '登録はありません。subscriptions sync で作成します。', en: 'There are none. subscriptions sync creates them.' };
