import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../core/time.ts';
import type { OrderItem } from '../../orders/model.ts';
import type { ExportedOrder, ExportedPerson } from '../model.ts';
import { orderFileColumns, rowsOfOrder } from './order-file.ts';

const line = (kind: OrderItem['kind'], unitPrice: number, more: Partial<OrderItem> = {}): OrderItem => ({
  kind,
  name: kind,
  quantity: 1,
  unitPrice,
  taxRate: 10,
  taxIncluded: true,
  ...more,
});
const person: ExportedPerson = {
  name: '山田 太郎',
  postalCode: '1000005',
  address: { prefecture: '東京都', city: '千代田区', line1: '丸の内1-1' },
  phone: '+819012345678',
};
const order: ExportedOrder = {
  id: 'ord_1',
  shop_order_id: 'S-1',
  status: 'approved',
  credit: 'approved',
  fulfilment: 'none',
  billing: 'none',
  settlement: 'not_due',
  registered_at: instant('2026-10-01T03:00:00Z'),
  expires_at: null,
  order_date: localDate('2026-10-01'),
  channel: 'ec',
  buyer_kind: 'consumer',
  billed_amount: 3_300,
  approved_amount: 3_300,
  returned_amount: 0,
  content: {
    program: 'seino_like',
    netAmount: 3_000,
    payerHash: '',
    items: [line('goods', 2_800, { quantity: 1, category: '01' }), line('shipping', 500, { taxIncluded: false })],
    taxSummary: [],
    buyerFee: 0,
    invoice: { delivery: 'separate', dueDays: 14 },
    shipToCount: 0,
  },
  reasons: [],
  personal: { buyer: person, shipTo: [] },
};
/** The rows of an order by their headings. */
const rowsOf = (exported: ExportedOrder) =>
  rowsOfOrder(exported, (phone) => phone.replace('+81', '0')).map((row) =>
    Object.fromEntries(orderFileColumns.map(({ heading, cell }) => [heading, cell(row)])),
  );

describe('an order in a file', () => {
  it('SF-11: is a row for each of its lines, with the order in every one of them', () => {
    const [goods, shipping, ...others] = rowsOf(order);
    expect(others).toEqual([]);
    const whole = { 店舗注文番号: 'S-1', 注文日: '2026-10-01', 購入者区分: 'consumer', 氏名: '山田 太郎', 請求金額: '3300' };
    expect(goods).toMatchObject({
      ...whole,
      明細種別: 'goods',
      単価: '2800',
      数量: '1',
      税率: '10',
      税込区分: '税込',
      商品カテゴリコード: '01',
    });
    expect(shipping).toMatchObject({ ...whole, 明細種別: 'shipping', 単価: '500', 税込区分: '税抜', 商品カテゴリコード: '' });
  });

  it('has telephone numbers and postal codes as people write them', () => {
    expect(rowsOf(order)[0]).toMatchObject({ 電話番号: '09012345678', 郵便番号: '100-0005', 都道府県: '東京都', 町名番地: '丸の内1-1' });
  });

  it('has empty cells for what it does not say', () => {
    const unsaid = {
      氏名カナ: '',
      会社名: '',
      建物名: '',
      配送先氏名: '',
      配送先電話番号: '',
      配送先国: '',
      出荷予定日: '',
      同意日時: '',
      同意方法: '',
    };
    expect(rowsOf(order)[0]).toMatchObject({ ...unsaid, 支払期限日数: '14', 出荷期限: '', 与信理由: '' });
  });

  it('has the destination and the consent that were named', () => {
    const consent = { acceptedAt: '2026-10-01T11:59:00+09:00', method: 'checkbox', termsVersion: '3' };
    const destination = { ...person, name: '鈴木 花子', postalCode: '5300001' };
    const said: ExportedOrder = {
      ...order,
      content: { ...order.content, consent, plannedShipDate: '2026-10-05', shipToCount: 1 },
      personal: { buyer: person, shipTo: [destination] },
    };
    expect(rowsOf(said)[0]).toMatchObject({
      配送先氏名: '鈴木 花子',
      配送先郵便番号: '530-0001',
      配送先電話番号: '09012345678',
      配送先国: 'JP',
      同意日時: '2026-10-01T11:59:00+09:00',
      同意方法: 'checkbox',
      規約バージョン: '3',
      出荷予定日: '2026-10-05',
    });
  });

  it('AD-23: leaves out the line for the invoice fee, which is the last, and its amount', () => {
    const { content } = order;
    const withFee = { ...order, billed_amount: 3_509, content: { ...content, buyerFee: 209, items: [...content.items, line('fee', 209)] } };
    const rows = rowsOf(withFee);
    expect(rows.map((row) => row['明細種別'])).toEqual(['goods', 'shipping']);
    expect(rows[0]).toMatchObject({ 請求金額: '3300', 購入者負担手数料: '209' });
    const withSmallFee = { ...withFee, billed_amount: 3_301, content: { ...withFee.content, buyerFee: 1 } };
    expect(rowsOf(withSmallFee).map((row) => row['請求金額'])).toEqual(['3300', '3300']);
    const withOwnFee = { ...order, content: { ...content, items: [...content.items, line('fee', 209)] } };
    expect(rowsOf(withOwnFee).map((row) => row['明細種別'])).toEqual(['goods', 'shipping', 'fee']);
  });

  it('F47: says what has become of it', () => {
    expect(rowsOf(order)[0]).toMatchObject({
      注文ID: 'ord_1',
      状態: 'approved',
      状態名: '審査通過',
      登録日時: '2026-10-01T12:00:00+09:00',
    });
    const rejected: ExportedOrder = {
      ...order,
      status: 'rejected',
      credit: 'rejected',
      approved_amount: 0,
      returned_amount: 100,
      reasons: ['limit_exceeded', 'blocked'],
      expires_at: instant('2026-10-30T15:00:00Z'),
    };
    expect(rowsOf(rejected)[0]).toMatchObject({
      状態名: '審査否決',
      与信状態: 'rejected',
      与信理由: 'limit_exceeded blocked',
      出荷状態: 'none',
      請求状態: 'none',
      立替状態: 'not_due',
      承認金額: '0',
      返品金額: '100',
      出荷期限: '2026-10-31T00:00:00+09:00',
    });
  });

  it('F47: has numbers in its columns for amounts, quantities and rates alone: all else is guarded', () => {
    const numeric = orderFileColumns.filter((column) => column.numeric).map(({ heading }) => heading);
    expect(numeric).toEqual(['請求金額', '単価', '数量', '税率', '支払期限日数', '承認金額', '返品金額', '購入者負担手数料']);
  });
});
