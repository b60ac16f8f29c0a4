import type { OrderSummary } from '@atobarai/sdk/contract';
import type { Language } from './words';

/** How an order of the service stands for Medusa. */
export type Standing = 'approved' | 'pending' | 'rejected' | 'over';

type Remote = Pick<OrderSummary, 'axes'>;

const standings: Readonly<Record<OrderSummary['axes']['credit'], Standing>> = {
  registered: 'pending',
  screening: 'pending',
  on_hold: 'pending',
  manual_review: 'pending',
  approved: 'approved',
  rejected: 'rejected',
  // The service would still collect, but guarantees nothing: not a payment the goods may leave on (SQ-02).
  rejected_billable: 'rejected',
  expired: 'over',
  cancelled: 'over',
};

/** `approved` authorizes the payment, `pending` keeps it waiting, `rejected` refuses it, `over` is cancelled, expired or come back whole. */
export function standingOf({ axes }: Remote): Standing {
  return axes.fulfilment === 'returned' ? 'over' : standings[axes.credit];
}

/** True once the service has a slip: from then on the sale is its receivable, and the payment may be captured. */
export function isShipped({ axes }: Remote): boolean {
  return axes.fulfilment !== 'none';
}

/** True when every parcel has arrived. */
export function isDelivered({ axes }: Remote): boolean {
  return axes.fulfilment === 'delivered';
}

const names: Readonly<Record<OrderSummary['status'], Readonly<Record<Language, string>>>> = {
  registered: { ja: '登録済み', en: 'Registered' },
  screening: { ja: '審査中', en: 'Being screened' },
  manual_review: { ja: '担当者が審査中', en: 'In manual review' },
  on_hold: { ja: '保留(内容の確認が必要)', en: 'On hold: something to mend' },
  approved: { ja: '承認', en: 'Approved' },
  rejected: { ja: '否決', en: 'Rejected' },
  rejected_billable: { ja: '否決(請求のみ)', en: 'Rejected, billed only' },
  expired: { ja: '期限切れ', en: 'Expired' },
  shipped: { ja: '出荷済み', en: 'Shipped' },
  invoiced: { ja: '請求済み', en: 'Invoiced' },
  delivered: { ja: '着荷確認済み', en: 'Delivered' },
  advanced: { ja: '立替確定', en: 'To be paid out' },
  paid: { ja: '入金済み', en: 'Paid by the buyer' },
  completed: { ja: '完了', en: 'Completed' },
  returned: { ja: '返品', en: 'Returned' },
  cancelled: { ja: '取消', en: 'Cancelled' },
  written_off: { ja: '貸倒(加盟店の負担なし)', en: 'Written off, at no cost to the shop' },
};

/** The status in words; undefined for one that a newer service may have and we do not know. */
export function statusWords(status: string): Readonly<Record<Language, string>> | undefined {
  return Object.hasOwn(names, status) ? names[status as OrderSummary['status']] : undefined;
}

/** The same in one language, or the status itself. */
export function statusText(status: string, language: Language): string {
  return statusWords(status)?.[language] ?? status;
}
