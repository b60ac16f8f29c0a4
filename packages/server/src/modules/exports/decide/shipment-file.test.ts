import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../core/time.ts';
import { shipmentColumns } from '../../imports/model.ts';
import type { ExportedShipment } from '../model.ts';
import { headerLine } from './csv-line.ts';
import { fileEncoder } from './file-encoder.ts';
import { shipmentFileColumns } from './shipment-file.ts';

const shipment: ExportedShipment = {
  id: 'shp_1',
  order_id: 'ord_1',
  shop_order_id: 'S-1',
  status: 'slip_registered',
  carrier: 'yamato',
  service_level: 'parcel',
  slip_no: '123456789013',
  shipped_at: instant('2026-10-01T15:30:00Z'),
  registered_at: instant('2026-10-01T03:00:00Z'),
  delivered_on: null,
  amount: 3_300,
  warnings: [],
  superseded_by: null,
};
const rowOf = (exported: ExportedShipment) => Object.fromEntries(shipmentFileColumns.map(({ heading, cell }) => [heading, cell(exported)]));

describe('a parcel in a file (SF-49)', () => {
  it('has the columns of the import first, and the day on which it left in Japan', () => {
    expect(shipmentFileColumns.slice(0, 5).map(({ heading }) => heading)).toEqual(shipmentColumns.map(({ heading }) => heading));
    const asImported = { 店舗注文番号: 'S-1', 運送会社: 'yamato', サービス: 'parcel', 送り状番号: '123456789013', 出荷日: '2026-10-02' };
    expect(rowOf(shipment)).toEqual({
      ...asImported,
      出荷ID: 'shp_1',
      注文ID: 'ord_1',
      状態: 'slip_registered',
      状態名: '送り状登録済み',
      出荷金額: '3300',
      登録日時: '2026-10-01T12:00:00+09:00',
      着荷日: '',
      変更後の出荷ID: '',
      注意: '',
    });
  });

  it('F47: has a number in the column for its amount alone: all else is guarded', () => {
    expect(shipmentFileColumns.filter(({ numeric }) => numeric).map(({ heading }) => heading)).toEqual(['出荷金額']);
  });

  it('says what has become of it', () => {
    const delivered: ExportedShipment = {
      ...shipment,
      status: 'superseded',
      delivered_on: localDate('2026-10-03'),
      superseded_by: 'shp_2',
      warnings: ['slip_reused', 'shipped_in_future'],
    };
    expect(rowOf(delivered)).toMatchObject({
      状態名: '送り状変更済み',
      着荷日: '2026-10-03',
      変更後の出荷ID: 'shp_2',
      注意: 'slip_reused shipped_in_future',
    });
  });
});

describe('the bytes of a file', () => {
  it('F47: begin with a mark in UTF-8, once, and with none in CP932', () => {
    const utf8 = fileEncoder('utf-8');
    expect(Buffer.concat([utf8.encode('注'), utf8.encode('文')]).toString('utf8')).toBe('\ufeff注文');
    const cp932 = fileEncoder('cp932');
    expect(Buffer.concat([cp932.encode('注'), cp932.encode('文')]).toString('hex')).toBe('928d95b6');
    expect([utf8.mediaType, cp932.mediaType]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'text/csv; charset=shift_jis; header=present',
    ]);
  });

  it('F47: begin with the headings, each quoted', () => {
    expect(headerLine(shipmentFileColumns.slice(0, 2))).toBe('"店舗注文番号","運送会社"\r\n');
  });
});
