import type { EventType } from '@atobarai/sdk';
import { impossible, type NoRecipe, type Recipe } from './recipe.ts';
import { advanceUntilEvent, delivered, invoiced, pay, register, slipNumber } from './stage.ts';

const header = '店舗注文番号,運送会社,サービス,送り状番号,出荷日';

/** Yen with tax: as much as one buyer may owe. Less than is left over of fees would be carried, not paid. */
const largestAmount = 55_000;

const paying = (type: EventType, task: string, about: { readonly ja: string; readonly en: string }): Recipe => ({
  about,
  movesClock: true,
  async play(stage) {
    for (let sale = 0; sale < 2; sale += 1) await delivered(stage, largestAmount);
    const made = await delivered(stage, largestAmount);
    return { ...made, payoutId: (await advanceUntilEvent(stage, task, type)).resource.id };
  },
});

/** Advances, refunds and payouts. */
export const moneyRecipes = {
  'advance.eligible': {
    about: { ja: '荷物を着荷させる(立替の対象になる)', en: 'has a parcel delivered, which is then to be advanced' },
    play: delivered,
  },
  'advance.adjusted': {
    about: { ja: '着荷した注文を取り消す', en: 'cancels an order that was delivered' },
    movesClock: true,
    async play(stage) {
      const made = await invoiced(stage, { isDelivered: true });
      await stage.client.orders.cancel(made.orderId, { reason: 'returned' }, { signal: stage.signal });
      return made;
    },
  },
  'refund.due': {
    about: { ja: '支払い済みの注文を運営者が取り消す', en: 'has the operator cancel an order that is paid' },
    movesClock: true,
    needsOperator: true,
    async play(stage) {
      const operator = await stage.operator();
      const made = await invoiced(stage, { isDelivered: true });
      await pay(stage, made.invoiceId);
      await operator.cancelOrder(made.orderId, { reason: 'returned' }, { signal: stage.signal });
      return made;
    },
  },
  'payout.closed': paying('payout.closed', 'payouts.close', {
    ja: '着荷させ、締め日まで時計を進める',
    en: 'delivers, and moves the clock to the closing',
  }),
  'payout.approved': paying('payout.approved', 'payouts.approve', {
    ja: '着荷させ、振込みの承認まで進める',
    en: 'delivers, and moves the clock until a payout is approved',
  }),
  'payout.carried': {
    about: {
      ja: '着荷させ、売上がなく月額固定費だけの締めまで進める',
      en: 'delivers, and moves the clock to a closing without sales, where the monthly fee is left over',
    },
    movesClock: true,
    async play(stage) {
      // A shop that never sold anything has no closings yet.
      const made = await delivered(stage);
      return { ...made, payoutId: (await advanceUntilEvent(stage, 'payouts.close', 'payout.carried')).resource.id };
    },
  },
  'payout.sent': paying('payout.sent', 'payouts.send', {
    ja: '着荷させ、振込日まで進める',
    en: 'delivers, and moves the clock until a payout is sent',
  }),
  'payout.completed': paying('payout.completed', 'payouts.complete', {
    ja: '着荷させ、振込みの完了まで進める',
    en: 'delivers, and moves the clock until a payout has arrived',
  }),
  'payout.returned': impossible,
} as const satisfies Record<string, Recipe | NoRecipe>;

/** Files taken in. */
export const importRecipes = {
  'import.completed': {
    about: { ja: '注文を登録し、出荷を CSV で取り込む', en: 'registers an order and imports its shipment as CSV' },
    async play(stage) {
      const { client, signal } = stage;
      const { id: orderId, shopOrderId, orderDate } = await register(stage);
      const row = `${shopOrderId},yamato,parcel,${slipNumber()},${orderDate}`;
      const { id: importId } = await client.imports.create({ kind: 'shipments' }, `${header}\r\n${row}\r\n`, { signal });
      await client.imports.waitFor(importId, { signal, everyMs: 200 });
      return { orderId, importId };
    },
  },
  'import.failed': {
    about: { ja: '誤りのある出荷の CSV を --mode all で取り込む', en: 'imports a CSV with a wrong row, taking all or nothing' },
    async play({ client, signal }) {
      const row = `TRIGGER-UNKNOWN,yamato,parcel,${slipNumber()},2026-10-01`;
      const { id: importId } = await client.imports.create({ kind: 'shipments', mode: 'all' }, `${header}\r\n${row}\r\n`, { signal });
      await client.imports.waitFor(importId, { signal, everyMs: 200 });
      return { importId };
    },
  },
} as const satisfies Record<string, Recipe>;
