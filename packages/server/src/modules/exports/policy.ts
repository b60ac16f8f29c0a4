import type { ShipmentStatus } from '../shipments/model.ts';
import type { Status } from '../orders/model.ts';

/** Rows of one page: small enough that no transaction lasts, large enough that few are needed. */
export const rowsPerPage = 500;

/** Stands for a character that CP932 does not have: it is seen, where a question mark would be read over. */
export const missingCharacter = '〓';

export const orderStatusWords: Readonly<Record<Status, string>> = {
  cancelled: '取消済み',
  returned: '返品済み',
  written_off: '貸倒れ',
  completed: '完了',
  paid: '入金済み',
  advanced: '立替払い済み',
  delivered: '着荷確認済み',
  invoiced: '請求書発行済み',
  shipped: '出荷済み',
  approved: '審査通過',
  on_hold: '保留',
  manual_review: '審査中(担当者の判断待ち)',
  screening: '審査中',
  rejected_billable: '審査否決(請求対象)',
  rejected: '審査否決',
  expired: '期限切れ',
};

export const shipmentStatusWords: Readonly<Record<ShipmentStatus, string>> = {
  slip_registered: '送り状登録済み',
  in_transit: '配送中',
  delivered: '着荷確認済み',
  exception: '配送異常',
  returned: '返送',
  superseded: '送り状変更済み',
  voided: '取消済み',
};
