import type { ImportKind, ImportResult } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { encodeCp932 } from './cp932.ts';
import { errorFile } from './error-file.ts';

const refused = (row: number, change: Partial<ImportResult> = {}): ImportResult => ({
  row,
  shopOrderId: null,
  ok: false,
  code: 'phone_invalid',
  field: '電話番号',
  messageJa: '電話番号の桁数が違います。',
  messageEn: 'The phone number has a wrong length.',
  ...change,
});
const taken = (row: number): ImportResult => ({ row, shopOrderId: null, ok: true });

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const made = (file: Uint8Array, results: readonly ImportResult[], kind: ImportKind = 'orders') => {
  const errors = errorFile({ kind, file, results }, 'ja');
  return errors && Buffer.from(errors.bytes);
};
const text = (file: string, results: readonly ImportResult[], kind?: ImportKind) => made(utf8(file), results, kind)?.toString();

const heading = '"エラー行","エラー列","エラーコード","エラー内容"';
const reason = (row: number) => `"${row}","電話番号","phone_invalid","電話番号の桁数が違います。"`;
const none = '"","","",""';

describe('the file of the rows that were refused', () => {
  it('is not made when all is well', () => {
    expect(made(utf8('店舗注文番号\nA\n'), [taken(2)])).toBeUndefined();
  });

  it('has the rows as they were given, the reasons before them', () => {
    const file = '店舗注文番号,商品名\r\nA-1, "x" \r\nA-2,"say ""hi"", two\r\nlines"\r\nA-3,="001"\r\n';
    expect(text(file, [taken(2), refused(3), refused(5)])).toBe(
      `${heading},店舗注文番号,商品名\r\n${reason(3)},A-2,"say ""hi"", two\r\nlines"\r\n${reason(5)},A-3,="001"\r\n`,
    );
  });

  it('takes an order with all its rows, and tells the reason at the row it is about', () => {
    const file = '店舗注文番号,商品名\nA-1,皿\nA-1,茶\n,\nA-1,箸\nA-2,鍋\n';
    expect(text(file, [refused(3), taken(6)])).toBe(
      `${heading},店舗注文番号,商品名\n${none},A-1,皿\n${reason(3)},A-1,茶\n${none},A-1,箸\n`,
    );
  });

  it('takes a parcel alone, even when its order has more', () => {
    expect(text('店舗注文番号\nA-1\nA-1\n', [refused(2), taken(3)], 'shipments')).toBe(`${heading},店舗注文番号\n${reason(2)},A-1\n`);
  });

  it('finds the order number wherever its column stands, and however a spreadsheet wrote it', () => {
    const file = '商品名,店舗 注文番号\n皿,="01"\n茶,01\n箸,"01 "\n';
    expect(text(file, [refused(4)])).toBe(`${heading},商品名,店舗 注文番号\n${none},皿,="01"\n${none},茶,01\n${reason(4)},箸,"01 "\n`);
  });

  it('keeps the byte-order mark in front', () => {
    const file = made(utf8('\ufeff店舗注文番号\nA-1\n'), [refused(2)]);
    expect(file?.subarray(0, 4).toString('hex')).toBe('efbbbf22');
    expect(file?.toString().slice(1)).toBe(`${heading},店舗注文番号\n${reason(2)},A-1\n`);
  });

  it('stays in CP932, byte for byte', () => {
    const file = encodeCp932('店舗注文番号,氏名\r\nA-1,髙橋①\r\nA-2,㈱ソ表能\r\n');
    const errors = made(file, [refused(2), refused(3)]);
    expect(
      errors?.equals(Buffer.from(encodeCp932(`${heading},店舗注文番号,氏名\r\n${reason(2)},A-1,髙橋①\r\n${reason(3)},A-2,㈱ソ表能\r\n`))),
    ).toBe(true);
  });

  it('leaves a row that is too short too short, and one that cannot be read as it is', () => {
    const file = '店舗注文番号,商品名\nA-1\n"A-2,x"y\nA-3,茶\n';
    expect(text(file, [refused(2), refused(3), taken(4)])).toBe(
      `${heading},店舗注文番号,商品名\n${reason(2)},A-1\n${reason(3)},"A-2,x"y\n`,
    );
  });

  it('replaces the reasons of the round before', () => {
    const once = text('店舗注文番号,商品名\nA-1,皿\nA-1,"a"b\nA-2,茶\n', [refused(2), refused(3), refused(4)]) ?? '';
    expect(text(once, [refused(3), refused(4)])).toBe(`${heading},店舗注文番号,商品名\n${reason(3)},A-1,"a"b\n${reason(4)},A-2,茶\n`);
  });

  it('does not let a reason become a formula', () => {
    const errors = text('店舗注文番号\nA-1\n', [refused(2, { messageJa: '=HYPERLINK("x")' })]);
    expect(errors).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('says which refusals are about no row of this file', () => {
    const errors = errorFile({ kind: 'orders', file: utf8('店舗注文番号\nA-1\n'), results: [refused(9)] }, 'en');
    expect(errors).toMatchObject({ rows: 0, unplaced: [{ row: 9 }] });
  });

  it('says it in English to those who read English', () => {
    const errors = errorFile({ kind: 'orders', file: utf8('店舗注文番号\nA-1\n'), results: [refused(2)] }, 'en');
    expect(Buffer.from(errors?.bytes ?? []).toString()).toContain('"Error row","Error column","Error code","Error message",店舗注文番号');
  });
});
