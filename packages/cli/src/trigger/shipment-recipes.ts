import type { EventType } from '@atobarai/sdk';
import { impossible, type NoRecipe, type Recipe } from './recipe.ts';
import { advanceUntil, invoiced, invoiceOf, lastEvent, pay, shipped, slipNumber, type Stage } from './stage.ts';

const reporting = (outcome: 'in_transit' | 'delivered' | 'exception', ja: string, en: string): Recipe => ({
  about: { ja: `出荷した荷物について運送会社が知らせる(${ja})`, en: `has the carrier report on a parcel (${en})` },
  async play(stage) {
    const made = await shipped(stage);
    await stage.client.sandbox.deliver({ shipmentId: made.shipmentId, outcome }, { signal: stage.signal });
    return made;
  },
});

/** What happens to a parcel. */
export const shipmentRecipes = {
  'shipment.registered': {
    about: { ja: '注文を登録し、送り状番号を登録する', en: 'registers an order and its slip' },
    play: (stage) => shipped(stage),
  },
  'shipment.in_transit': reporting('in_transit', '輸送中', 'on the way'),
  'shipment.delivered': reporting('delivered', '配達完了', 'delivered'),
  'shipment.exception': reporting('exception', '要調査', 'something is wrong'),
  'shipment.returned': {
    about: { ja: '出荷した荷物が届かず、店舗に返送される', en: 'has a parcel sent back that could not be delivered' },
    async play(stage) {
      const made = await shipped(stage);
      for (const outcome of ['exception', 'returned'] as const) {
        await stage.client.sandbox.deliver({ shipmentId: made.shipmentId, outcome }, { signal: stage.signal });
      }
      return made;
    },
  },
  'shipment.superseded': {
    about: { ja: '再送のため送り状番号を差し替える', en: 'reships under a new slip' },
    async play(stage) {
      const { orderId, shipmentId } = await shipped(stage);
      const renewed = await stage.client.shipments.replaceSlip(shipmentId, { slipNo: slipNumber() }, { signal: stage.signal });
      return { orderId, shipmentId: renewed.id };
    },
  },
  'shipment.voided': { about: { ja: '送り状番号の登録を取り消す', en: 'voids a slip' }, play: voided },
} as const satisfies Record<string, Recipe>;

async function voided(stage: Stage) {
  const made = await shipped(stage);
  await stage.client.shipments.void(made.shipmentId, {}, { signal: stage.signal });
  return made;
}

const afterIssue = (
  ja: string,
  en: string,
  act: (stage: Stage, made: { orderId: string; invoiceId: string }) => Promise<unknown>,
): Recipe => ({
  about: { ja: `請求書を発行して、${ja}`, en: `has an invoice issued and ${en}` },
  movesClock: true,
  async play(stage) {
    const made = await invoiced(stage);
    await act(stage, made);
    return made;
  },
});

/** Lets nobody pay until the event is there. */
const unpaid = (type: EventType, task: string, about: { readonly ja: string; readonly en: string }): Recipe => ({
  about,
  movesClock: true,
  async play(stage) {
    const made = await invoiced(stage);
    await advanceUntil(stage, task, async () => (await lastEvent(stage, type, made.orderId)) !== undefined);
    return made;
  },
});

const atTill = (stage: Stage, invoiceId: string, konbiniStage: 'sokuho' | 'cancel') =>
  stage.client.sandbox.payAtKonbini({ invoiceId, stage: konbiniStage }, { signal: stage.signal });

/** What happens to an invoice. */
export const invoiceRecipes = {
  'invoice.scheduled': {
    about: { ja: '注文を出荷する(請求書の発行が予定される)', en: 'ships an order, whose invoice is then scheduled' },
    play: (stage) => shipped(stage),
  },
  'invoice.issued': {
    about: { ja: '請求書の発行時刻まで時計を進める', en: 'ships, and moves the clock to the issue of the invoice' },
    movesClock: true,
    play: (stage) => invoiced(stage),
  },
  'invoice.reissued': afterIssue('再発行する', 'reissues it', ({ client, signal }, { invoiceId }) =>
    client.invoices.reissue(invoiceId, {}, { signal }),
  ),
  'invoice.extended': afterIssue('支払期限を 7 日延ばす', 'extends it by 7 days', ({ client, signal }, { invoiceId }) =>
    client.invoices.extend(invoiceId, { days: 7 }, { signal }),
  ),
  'invoice.dropped': { about: { ja: '発行前に送り状番号の登録を取り消す', en: 'voids a slip before its invoice is issued' }, play: voided },
  'invoice.cancelled': afterIssue('注文を取り消す', 'cancels the order', ({ client, signal }, { orderId }) =>
    client.orders.cancel(orderId, { reason: 'lost' }, { signal }),
  ),
  'invoice.credited': afterIssue('一部を返品する', 'returns a part', ({ client, signal }, { orderId }) =>
    client.orders.returnItems(orderId, { amount: 1_100, reason: 'returned' }, { signal }),
  ),
  'invoice.payment_provisional': afterIssue('コンビニで支払う(速報)', 'has it paid at a till (速報)', (stage, { invoiceId }) =>
    atTill(stage, invoiceId, 'sokuho'),
  ),
  'invoice.payment_reversed': afterIssue('コンビニの速報を取り消す', 'takes the report of a till back', async (stage, { invoiceId }) => {
    await atTill(stage, invoiceId, 'sokuho');
    await atTill(stage, invoiceId, 'cancel');
  }),
  'invoice.partially_paid': afterIssue('一部を銀行で支払う', 'has a part paid by bank', async (stage, { orderId }) => {
    const { client, signal } = stage;
    const { reference } = await invoiceOf(stage, orderId);
    const { today } = await client.sandbox.clock({ signal });
    await client.sandbox.depositAtBank({ amount: 1_000, payerName: `${reference ?? ''} ﾐﾎﾝ ﾀﾛｳ`, on: today }, { signal });
  }),
  'invoice.paid': afterIssue('コンビニで支払う(確報まで)', 'has it paid at a till (確報)', (stage, { invoiceId }) => pay(stage, invoiceId)),
  'invoice.overdue': unpaid('invoice.overdue', 'invoicing.overdue', {
    ja: '支払われないまま期限を過ぎる',
    en: 'lets an invoice become overdue',
  }),
  'invoice.dunned': unpaid('invoice.dunned', 'dunning.steps', {
    ja: '支払われないまま最初の督促に至る',
    en: 'lets an invoice come to its first reminder',
  }),
  'invoice.in_collection': impossible,
  'invoice.written_off': impossible,
  'invoice.recovered': impossible,
} as const satisfies Record<string, Recipe | NoRecipe>;
