import type { PayoutLineKind } from '@atobarai/sdk/contract';
import type { Cycle } from '../merchants/model.ts';

/**
 * Pay days by cycle (AM-17): so many days after the closing day, and then the next business day.
 * A month's end + 20 and + 15 days are the 20th and the 15th of the next month. The cycle that
 * closes on the 15th pays at the end of that month.
 */
export const payDays: Readonly<Record<Cycle, { readonly afterDays: number; readonly afterMiddle?: 'end_of_month' }>> = {
  weekly: { afterDays: 5 },
  once_a_month: { afterDays: 20 },
  twice_a_month: { afterDays: 15, afterMiddle: 'end_of_month' },
  three_times_a_month: { afterDays: 10 },
};

/** Times of day in Japan: transfers leave when banks open, and have arrived when they close. */
export const sendsAt = '09:00';
export const settlesAt = '15:00';

/** Closings in a row that leave the merchant owing before it is claimed apart (AM-17b). */
export const negativeClosingsBeforeClaim = 2;

/** What the lines of a statement are called (domain.md 4.5). */
export const lineNames: Readonly<Record<PayoutLineKind, string>> = {
  advance: '立替金',
  recovery: '回収金',
  settlement_fee: '決済手数料',
  invoice_fee: '請求書発行手数料',
  ancillary_fee: '付随請求業務手数料',
  monthly_fee: '月額固定費',
  proration: '月額固定費(日割)',
  bundled_fees: '請求書同梱費用',
  transfer_fee: '振込手数料',
  return_adjustment: '返品・キャンセル調整',
  reallocation_clawback: '付け替えに伴う戻し',
  carry_forward: '前回からの繰越',
  consumption_tax: '消費税',
};
