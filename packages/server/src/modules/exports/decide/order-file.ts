import { inJapan } from '../../../core/time.ts';
import { type Column, orderColumns, taxIncludedWords } from '../../imports/model.ts';
import type { OrderItem } from '../../orders/model.ts';
import type { ExportColumn, ExportedOrder, ExportedPerson } from '../model.ts';
import { orderStatusWords } from '../policy.ts';

/** One row of the file: an order and one of its lines. */
export type OrderRowOfFile = { readonly order: ExportedOrder; readonly wire: Readonly<Record<string, unknown>>; readonly item: OrderItem };

/** How a stored telephone number is written for people. */
export type PhoneText = (e164: string) => string;

/** The rows of an order, as an import would want them. */
export function rowsOfOrder(order: ExportedOrder, phoneText: PhoneText): OrderRowOfFile[] {
  const wire = wireOf(order, phoneText);
  return ownItems(order).map((item) => ({ order, wire, item }));
}

/** AD-23: the line for the invoice fee is the server's own, and it adds it again where the file is imported. */
function ownItems({ content }: ExportedOrder): readonly OrderItem[] {
  return content.buyerFee > 0 ? content.items.slice(0, -1) : content.items;
}

function wireOf(order: ExportedOrder, phoneText: PhoneText): Record<string, unknown> {
  const { content, personal } = order;
  const [destination] = personal.shipTo;
  return {
    shopOrderId: order.shop_order_id,
    orderDate: order.order_date,
    channel: order.channel,
    buyer: { kind: order.buyer_kind, ...writtenPerson(personal.buyer, phoneText) },
    shipTo: destination ? { ...writtenPerson(destination, phoneText), country: 'JP' } : {},
    billedAmount: order.billed_amount - content.buyerFee,
    invoice: content.invoice,
    consent: content.consent ?? {},
    plannedShipDate: content.plannedShipDate,
  };
}

function writtenPerson(person: ExportedPerson, phoneText: PhoneText): ExportedPerson {
  return { ...person, phone: phoneText(person.phone), postalCode: `${person.postalCode.slice(0, 3)}-${person.postalCode.slice(3)}` };
}

const importColumns = orderColumns.map((column): ExportColumn<OrderRowOfFile> => ({
  heading: column.heading,
  numeric: column.kind === 'number',
  cell: ({ wire, item }) => written(valueAt(column.ofItem ? { ...item } : wire, column), column),
}));

function valueAt(holder: Readonly<Record<string, unknown>>, { path }: Column): unknown {
  let value: unknown = holder;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function written(value: unknown, { kind }: Column): string {
  if (value === undefined || value === null) return '';
  if (kind === 'boolean') return value === true ? taxIncludedWords.included : taxIncludedWords.excluded;
  return String(value);
}

const text = (heading: string, cell: (order: ExportedOrder) => string): ExportColumn<OrderRowOfFile> => ({
  heading,
  numeric: false,
  cell: ({ order }) => cell(order),
});
const yen = (heading: string, cell: (order: ExportedOrder) => number): ExportColumn<OrderRowOfFile> => ({
  heading,
  numeric: true,
  cell: ({ order }) => String(cell(order)),
});

/** The columns of the import, and what has become of the order since; an import ignores the latter. */
export const orderFileColumns: readonly ExportColumn<OrderRowOfFile>[] = [
  ...importColumns,
  text('注文ID', (order) => order.id),
  text('状態', (order) => order.status),
  text('状態名', (order) => orderStatusWords[order.status]),
  text('与信状態', (order) => order.credit),
  text('与信理由', (order) => order.reasons.join(' ')),
  text('出荷状態', (order) => order.fulfilment),
  text('請求状態', (order) => order.billing),
  text('立替状態', (order) => order.settlement),
  yen('承認金額', (order) => order.approved_amount),
  yen('返品金額', (order) => order.returned_amount),
  yen('購入者負担手数料', (order) => order.content.buyerFee),
  text('登録日時', (order) => inJapan(order.registered_at)),
  text('出荷期限', (order) => (order.expires_at === null ? '' : inJapan(order.expires_at))),
];
