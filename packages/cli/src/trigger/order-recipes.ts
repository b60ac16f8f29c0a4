import type { Recipe } from './recipe.ts';
import { invoiced, itemsOf, newOrder, pay, register, ship, shipped, type Stage } from './stage.ts';

const registering = (buyer: string, ja: string, en: string): Recipe => ({
  about: { ja: `注文を登録する(${ja})`, en: `registers an order (${en})` },
  play: async (stage) => ({ orderId: (await register(stage, buyer)).id }),
});

async function paidOrder(stage: Stage): Promise<{ orderId: string; shipmentId: string; invoiceId: string }> {
  const made = await invoiced(stage, { isDelivered: true });
  await pay(stage, made.invoiceId);
  return made;
}

/** What happens to an order. */
export const orderRecipes = {
  'order.approved': registering('approve', '必ず承認される購入者', 'a buyer who is always approved'),
  'order.rejected': registering('reject', '必ず否決される購入者', 'a buyer who is always rejected'),
  'order.on_hold': registering('hold-address', '住所の確認で保留になる購入者', 'a buyer whose address must be mended'),
  'order.manual_review': registering('review', '人が審査する購入者', 'a buyer whom a person must review'),
  'order.amended': {
    about: { ja: '保留の注文の電話番号を直す', en: 'mends the phone number of an order on hold' },
    async play(stage) {
      const { id } = await register(stage, 'hold-phone');
      await stage.client.orders.amend(id, { buyer: { phone: '03-3213-1111' } }, { signal: stage.signal });
      return { orderId: id };
    },
  },
  'order.amount_changed': {
    about: { ja: '承認された注文の金額を下げる', en: 'lowers the amount of an approved order' },
    async play(stage) {
      const { id } = await register(stage);
      await stage.client.orders.amend(id, { billedAmount: 3_300, items: itemsOf(3_300) }, { signal: stage.signal });
      return { orderId: id };
    },
  },
  'order.amount_change_refused': {
    about: { ja: '承認された注文の金額を上限より上げる', en: 'raises an approved order above the cap' },
    async play(stage) {
      const { id } = await register(stage);
      await stage.client.orders.amend(id, { billedAmount: 550_000, items: itemsOf(550_000) }, { signal: stage.signal });
      return { orderId: id };
    },
  },
  'order.cancelled': {
    about: { ja: '注文を登録して取り消す', en: 'registers an order and cancels it' },
    async play(stage) {
      const { id } = await register(stage);
      await stage.client.orders.cancel(id, {}, { signal: stage.signal });
      return { orderId: id };
    },
  },
  'order.cancel_requested': {
    about: { ja: '支払い済みの注文の取消しを求める', en: 'asks to cancel an order that is paid' },
    movesClock: true,
    async play(stage) {
      const made = await paidOrder(stage);
      await stage.client.orders.cancel(made.orderId, { reason: 'returned' }, { signal: stage.signal });
      return made;
    },
  },
  'order.return_requested': {
    about: { ja: '支払い済みの注文の返品を求める', en: 'asks to return goods that are paid' },
    movesClock: true,
    async play(stage) {
      const made = await paidOrder(stage);
      await stage.client.orders.returnItems(made.orderId, { amount: 1_100, reason: 'returned' }, { signal: stage.signal });
      return made;
    },
  },
  'order.expired': {
    about: { ja: '出荷しないまま期限を過ぎる(時計が約3か月進みます)', en: 'lets an approval lapse: the clock goes on some three months' },
    movesClock: true,
    async play(stage) {
      const { id, expiresAt } = await register(stage);
      if (expiresAt !== null) await stage.client.sandbox.advance({ to: expiresAt }, { signal: stage.signal });
      return { orderId: id };
    },
  },
  'order.reduced': {
    about: { ja: '2個のうち1個を出荷し、残りを取りやめる', en: 'ships one of two and leaves out the other' },
    async play(stage) {
      const order = await newOrder(stage, 'approve');
      const half = order.billedAmount / 2;
      const twoOfIt = { ...order, items: [{ name: '見本の品', quantity: 2, unitPrice: half, taxRate: 10 }] };
      const { id: orderId } = await stage.client.orders.register(twoOfIt, { signal: stage.signal });
      const { id: shipmentId } = await ship(stage, orderId, [{ itemIndex: 0, quantity: 1 }]);
      await stage.client.orders.returnItems(orderId, { amount: half, reason: 'buyer_cancel' }, { signal: stage.signal });
      return { orderId, shipmentId };
    },
  },
  'order.returned': {
    about: { ja: '出荷した注文の一部を返品する', en: 'returns a part of an order that was shipped' },
    async play(stage) {
      const made = await shipped(stage);
      await stage.client.orders.returnItems(made.orderId, { amount: 1_100, reason: 'returned' }, { signal: stage.signal });
      return made;
    },
  },
  'order.replaced': {
    about: { ja: '注文を取り消し、新しい注文に置き換える', en: 'replaces an order by a new one' },
    async play(stage) {
      const { id } = await register(stage);
      const order = await newOrder(stage, 'approve');
      await stage.client.orders.replace(id, { order }, { signal: stage.signal });
      return { orderId: id };
    },
  },
} as const satisfies Record<string, Recipe>;
