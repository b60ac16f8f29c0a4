import { describe, expect, it } from 'vitest';
import { orderBody, orderFacts, sampleDestination, withValue } from '../../../../../tests/support/order-input.ts';
import { checkOrder } from './check-order.ts';
import type { CheckedOrder } from './model.ts';

/** The refusals of a body that differs from a sound one in the named values. */
function refused(changes: Readonly<Record<string, unknown>>, facts = orderFacts()): string[] {
  const body = Object.entries(changes).reduce<object>((changed, [path, value]) => withValue(changed, path, value), orderBody());
  const check = checkOrder(body, facts);
  return check.ok ? [] : check.refusals.map(({ code, path }) => `${code} ${path}`);
}

function accepted(changes: Readonly<Record<string, unknown>>, facts = orderFacts()): CheckedOrder & { warnings: readonly string[] } {
  const body = Object.entries(changes).reduce<object>((changed, [path, value]) => withValue(changed, path, value), orderBody());
  const check = checkOrder(body, facts);
  if (!check.ok) throw new Error(check.refusals.map(({ code, path }) => `${code} ${path}`).join(', '));
  return { ...check.order, warnings: check.warnings };
}

const goods = { name: '品', quantity: 1, unitPrice: 1_000, taxRate: 10 };
const ourTax = [
  { rate: 10, amount: 3_850, tax: 350 },
  { rate: 8, amount: 1_080, tax: 80 },
];
const company = { 'buyer.kind': 'company', 'buyer.company': '株式会社あおば' };
const sold = (...items: object[]) => items.map((item) => ({ ...goods, ...item }));

describe('the fields of an order, row by row (domain.md 4.7)', () => {
  it('accepts an order nothing is wrong with', () => {
    expect(refused({})).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['an order number is needed', { shopOrderId: undefined }, 'required shopOrderId'],
    ['a blank one is none', { shopOrderId: ' ' }, 'required shopOrderId'],
    ['of 40 characters at most', { shopOrderId: 'A'.repeat(41) }, 'too_long shopOrderId'],
    ['of letters, digits, - and _', { shopOrderId: 'S1/1' }, 'type shopOrderId'],
    ['an order date is needed', { orderDate: undefined }, 'required orderDate'],
    ['that is a day', { orderDate: '2026/11/19' }, 'type orderDate'],
    ['of the calendar', { orderDate: '2026-02-30' }, 'date_range orderDate'],
    ['not later than today', { orderDate: '2026-11-21' }, 'date_range orderDate'],
    ['nor older than 60 days', { orderDate: '2026-09-20' }, 'date_range orderDate'],
    ['nothing ships before it was ordered', { plannedShipDate: '2026-11-18' }, 'date_range plannedShipDate'],
    ['nor more than 90 days after', { plannedShipDate: '2027-02-18' }, 'date_range plannedShipDate'],
    ['SF-34: a channel that was not approved', { channel: 'fax' }, 'channel_not_approved channel'],
    ['SF-34: a channel nobody knows', { channel: 'tv' }, 'channel_not_approved channel'],
    ['a channel is text', { channel: 1 }, 'type channel'],
    ['AD-13: cycles of a subscription count from 1', { subscription: { contractId: 'C1', cycleNo: 0 } }, 'type subscription.cycleNo'],
    ['yen only', { currency: 'USD' }, 'currency currency'],
    ['the amount is whole yen', { billedAmount: 4_930.5 }, 'type billedAmount'],
    ['the amount is the sum of the lines to the yen', { billedAmount: 4_931 }, 'amount_mismatch billedAmount'],
    ['the amount is at least a yen', { billedAmount: 0 }, 'amount_mismatch billedAmount'],
    ['there is a line', { items: [] }, 'required items'],
    ['there are 100 lines at most', { items: Array.from({ length: 101 }, () => goods) }, 'too_long items'],
    ['a line has a name', { 'items[0].name': undefined }, 'required items[0].name'],
    ['of 150 characters at most', { 'items[0].name': '品'.repeat(151) }, 'item_name items[0].name'],
    ['a quantity is a number', { 'items[0].quantity': '1' }, 'type items[0].quantity'],
    ['and whole', { 'items[0].quantity': 1.5 }, 'item_quantity items[0].quantity'],
    ['from 1', { 'items[0].quantity': 0 }, 'item_quantity items[0].quantity'],
    ['to 9,999', { 'items[0].quantity': 10_000 }, 'item_quantity items[0].quantity'],
    ['a price is whole yen', { 'items[0].unitPrice': 0.5 }, 'item_unit_price items[0].unitPrice'],
    ['to 999,999', { 'items[0].unitPrice': 1_000_000 }, 'item_unit_price items[0].unitPrice'],
    ['from −999,999', { 'items[0].unitPrice': -1_000_000 }, 'item_unit_price items[0].unitPrice'],
    ['a kind of line nobody knows', { 'items[0].kind': 'gift' }, 'item_kind items[0].kind'],
    ['a discount does not raise the price', { 'items[2].kind': 'discount' }, 'item_discount_sign items[2].unitPrice'],
    ['tax rates are 10, 8 and 0', { 'items[0].taxRate': 9 }, 'item_tax_rate items[0].taxRate'],
    ['AD-03: goods that cannot be sold this way', { 'items[1].category': 'Alcohol' }, 'prohibited_goods items[1].category'],
    ['nor by a yen', { items: [goods, { ...goods, kind: 'discount', unitPrice: 1 }] }, 'item_discount_sign items[1].unitPrice'],
    ['and not 1', { 'items[0].taxRate': 1 }, 'item_tax_rate items[0].taxRate'],
    ['tax that is not ours', { taxSummary: [ourTax[0], { rate: 8, amount: 1_080, tax: 81 }] }, 'tax_mismatch taxSummary'],
    ['an amount at a rate that is not ours', { taxSummary: [ourTax[0], { rate: 8, amount: 1_081, tax: 80 }] }, 'tax_mismatch taxSummary'],
    ['tax with a rate left out', { taxSummary: [ourTax[0]] }, 'tax_mismatch taxSummary'],
    ['tax at a rate that nothing was bought at', { taxSummary: [...ourTax, { rate: 0, amount: 5, tax: 0 }] }, 'tax_mismatch taxSummary'],
    ['a buyer is needed', { buyer: undefined }, 'required buyer'],
    ['of a known kind', { 'buyer.kind': 'person' }, 'type buyer.kind'],
    ['with a name', { 'buyer.name': undefined }, 'required buyer.name'],
    ['without a title', { 'buyer.name': '山田様' }, 'name_invalid buyer.name'],
    ['a reading is kana', { 'buyer.nameKana': '山田 太郎' }, 'kana_invalid buyer.nameKana'],
    ['SF-02: a company has a name', { 'buyer.kind': 'company' }, 'company_required buyer.company'],
    ['of 35 characters at most', { 'buyer.company': '社'.repeat(36) }, 'too_long buyer.company'],
    ['a corporate number adds up', { 'buyer.corporateNumber': '8000012050002' }, 'corporate_number_invalid buyer.corporateNumber'],
    ['a postal code has seven digits', { 'buyer.postalCode': '100-005' }, 'postal_invalid buyer.postalCode'],
    ['an address has a prefecture', { 'buyer.address.prefecture': '東京' }, 'address_prefecture buyer.address.prefecture'],
    ['and a city', { 'buyer.address.city': undefined }, 'required buyer.address.city'],
    ['and a number', { 'buyer.address.line1': '丸の内', 'buyer.address.line2': undefined }, 'address_number_missing buyer.address.line1'],
    ['in parts of 50 characters at most', { 'buyer.address.line2': 'あ'.repeat(51) }, 'address_too_long buyer.address.line2'],
    ['a phone that a person answers', { 'buyer.phone': '0120-123-456' }, 'phone_invalid buyer.phone'],
    ['a phone is needed', { 'buyer.phone': undefined }, 'required buyer.phone'],
    ['an e-mail address for orders on the web', { 'buyer.email': undefined }, 'required buyer.email'],
    ['of the right form', { 'buyer.email': 'taro@example' }, 'email_invalid buyer.email'],
    ['nobody is born tomorrow', { 'buyer.birthDate': '2026-11-21' }, 'date_range buyer.birthDate'],
    ['AD-11: nothing goes abroad', { shipTo: [{ ...sampleDestination, country: 'US' }] }, 'overseas_not_supported shipTo[0].country'],
    ['20 destinations at most', { shipTo: Array.from({ length: 21 }, () => sampleDestination) }, 'too_long shipTo'],
    ['a destination has a phone, too', { shipTo: [{ ...sampleDestination, phone: '0570-123-456' }] }, 'phone_invalid shipTo[0].phone'],
    ['an invoice goes out in one of three ways', { 'invoice.delivery': 'fax' }, 'type invoice.delivery'],
    ['it is due after a day at least', { 'invoice.dueDays': 0 }, 'due_range invoice.dueDays'],
    ['and 60 at most', { 'invoice.dueDays': 61 }, 'due_range invoice.dueDays'],
    ['in whole days', { 'invoice.dueDays': 14.5 }, 'due_range invoice.dueDays'],
    ['the buyer consented on the web', { consent: undefined }, 'consent_required consent'],
    ['to a version of the terms', { 'consent.termsVersion': undefined }, 'consent_required consent.termsVersion'],
    ['at a moment', { 'consent.acceptedAt': '2026-11-19' }, 'type consent.acceptedAt'],
    ['the device is described in words of some length', { client: { userAgent: 'x'.repeat(1_001) } }, 'too_long client.userAgent'],
    [
      '20 metadata entries at most',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 'v'])) },
      'too_long metadata',
    ],
    ['with names of 40 characters', { metadata: { ['k'.repeat(41)]: 'v' } }, 'too_long metadata'],
    ['and values of 200', { metadata: { note: 'v'.repeat(201) } }, 'too_long metadata.note'],
    ['a cart has a name', { platform: { orderId: '1' } }, 'required platform.name'],
    ['a field nobody knows', { 'buyer.nickname': 'タロ' }, 'unknown_field buyer.nickname'],
    ['a line break in a name', { 'buyer.name': '山田\n太郎' }, 'control_character buyer.name'],
    ['a NUL in the name of goods', { 'items[0].name': 'タオル\u0000' }, 'control_character items[0].name'],
    ['half a character', { 'buyer.address.line1': '丸の内1\ud800' }, 'control_character buyer.address.line1'],
    ['a NUL in the name of a metadata entry', { metadata: { 'a\u0000': 'v' } }, 'control_character metadata'],
    ['null for a field that must be there', { 'buyer.phone': null }, 'type buyer.phone'],
  ])('%s', (_, changes, refusal) => {
    expect(refused(changes)).toEqual([refusal]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['an order of today', { orderDate: '2026-11-20' }],
    ['an order 60 days old', { orderDate: '2026-09-21' }],
    ['shipping on the day of the order', { plannedShipDate: '2026-11-19' }],
    ['shipping 90 days later', { plannedShipDate: '2027-02-17' }],
    ['SF-34, AD-14: a catalogue order, without e-mail and consent', { channel: 'catalog', 'buyer.email': undefined, consent: undefined }],
    [
      'AD-13: a cycle of a subscription, as an order of its own',
      { channel: 'subscription', subscription: { contractId: 'C1', cycleNo: 3 } },
    ],
    ['yen by name', { currency: 'JPY' }],
    ['a line that is goods unless told', { 'items[0].kind': undefined }],
    ['a line that costs nothing', { 'items[3]': { ...goods, unitPrice: 0, kind: 'shipping' } }],
    ['tax that is ours', { taxSummary: ourTax.toReversed() }],
    ['tax with a rate at which nothing was bought', { taxSummary: [...ourTax, { rate: 0, amount: 0, tax: 0 }] }],
    ['the longest name of goods', { 'items[0].name': '品'.repeat(150) }],
    ['the highest price, and the most for a consumer', { billedAmount: 999_999, items: sold({ unitPrice: 999_999 }) }],
    ['the largest quantity', { billedAmount: 999_900, items: sold({ unitPrice: 100, quantity: 9_999 }) }],
    ['the largest discount', { billedAmount: 1, items: sold({ unitPrice: 500_000, quantity: 2 }, { unitPrice: -999_999 }) }],
    ['a discount that takes nothing off', { billedAmount: 1_000, items: sold({}, { kind: 'discount', unitPrice: 0 }) }],
    ['goods that are not taxed', { billedAmount: 1_000, items: sold({ taxRate: 0 }) }],
    [
      'the most for a company',
      { ...company, billedAmount: 999_999_999, items: sold({ unitPrice: 999_999, quantity: 1_000 }, { unitPrice: 999 }) },
    ],
    ['no reading, by API', { 'buyer.nameKana': undefined }],
    ['a company with its number', { ...company, 'buyer.corporateNumber': 'T7000012050002' }],
    ['Japan by its code', { shipTo: [{ ...sampleDestination, country: 'jp' }] }],
    ['the shortest and longest terms', { 'invoice.dueDays': 60 }],
    ['a blank field, which is no field', { 'buyer.company': '', 'buyer.address.line2': ' ', 'invoice.delivery': '' }],
  ])('accepts %s', (_, changes) => {
    expect(refused(changes)).toEqual([]);
  });

  it('SF-02: a consumer may be billed up to 999,999 yen, a company more', () => {
    const million = { billedAmount: 1_000_000, items: [{ ...goods, unitPrice: 500_000, quantity: 2 }] };
    expect(refused(million)).toEqual(['amount_mismatch billedAmount']);
    expect(refused({ ...million, ...company })).toEqual([]);
    const billion = { billedAmount: 1_000_000_000, items: sold({ unitPrice: 500_000, quantity: 2_000 }) };
    expect(refused({ ...billion, ...company })).toEqual(['amount_mismatch billedAmount']);
  });

  it('says by how much the amount differs', () => {
    const check = checkOrder({ ...orderBody(), billedAmount: 5_000 }, orderFacts());
    expect(check).toMatchObject({
      ok: false,
      refusals: [{ code: 'amount_mismatch', values: { billed: 5_000, total: 4_930, difference: 70 } }],
    });
  });

  it('refuses a placeholder for a name with live keys only', () => {
    expect(refused({ 'buyer.name': 'テスト 太郎' })).toEqual([]);
    expect(refused({ 'buyer.name': 'テスト 太郎' }, orderFacts({ merchant: { mode: 'live' } }))).toEqual(['name_invalid buyer.name']);
  });

  it('asks a file for the reading of the name', () => {
    expect(refused({ 'buyer.nameKana': undefined }, orderFacts({ kanaRequired: true }))).toEqual(['required buyer.nameKana']);
  });
});

describe('what is accepted and still deserves a look', () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['an old carrier address', { 'buyer.email': 'taro..y@docomo.ne.jp' }, ['email_legacy_form']],
    ['a buyer who turns 18 tomorrow', { 'buyer.birthDate': '2008-11-21' }, ['minor']],
    ['a buyer who was born today', { 'buyer.birthDate': '2026-11-20' }, ['minor']],
    ['a buyer who turns 18 today', { 'buyer.birthDate': '2008-11-20' }, []],
    ['a postal code the table does not know', { 'buyer.postalCode': '999-9999' }, ['postal_unknown']],
  ])('warns of %s', (_, changes, warnings) => {
    expect(accepted(changes).warnings).toEqual(warnings);
  });

  it('hands what is odd about postal codes to screening, with the field to mend', () => {
    expect(accepted({}).addressFindings).toEqual([]);
    expect(accepted({ 'buyer.postalCode': '999-9999' }).addressFindings).toEqual([{ code: 'postal_unknown', field: 'buyer.postalCode' }]);
    expect(accepted({ 'buyer.postalCode': '460-8513' }).addressFindings).toEqual([{ code: 'postal_mismatch', field: 'buyer.postalCode' }]);
    expect(accepted({ shipTo: [{ ...sampleDestination, postalCode: '100-0005' }] }).addressFindings).toEqual([
      { code: 'postal_mismatch', field: 'shipTo[0].postalCode' },
    ]);
  });

  it('finds no mismatch where a postal code serves two prefectures', () => {
    const mie = { prefecture: '三重県', city: '桑名郡木曽岬町', line1: '1-2' };
    expect(accepted({ 'buyer.postalCode': '498-0000', 'buyer.address': mie }).addressFindings).toEqual([]);
  });
});
