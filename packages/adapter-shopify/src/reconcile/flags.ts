// What a person must see about an order or a shop, as stable codes. The words for each are in
// `flag-words.ts`, so that pure code carries codes and values only.

export const flagCodes = [
  // Translation cannot claim this order.
  'amount_fraction',
  'currency_foreign',
  'presentment_foreign',
  'amount_over_cap',
  'address_missing',
  'phone_missing',
  'email_missing',
  'name_missing',
  'postal_code_invalid',
  'prefecture_unknown',
  'overseas',
  'lines_too_many',
  'tax_rate_unknown',
  'amount_not_explained',
  // Slips.
  'carrier_unknown',
  'tracking_missing',
  'tracking_extra',
  'parcel_not_registered',
  'slip_refused',
  'nothing_left_to_bill',
  'shipped_unapproved',
  'shipment_not_withdrawn',
  // The service's answers.
  'registration_refused',
  'screening_on_hold',
  'screening_rejected',
  'screening_waits_for_person',
  'transaction_expired',
  'change_refused',
  'increase_to_review',
  'increase_after_invoice',
  'rest_not_billed',
  'address_changed_after_invoice',
  'cancel_refused',
  'cancel_awaits_operator',
  // Shopify's answers.
  'hold_overridden',
  'hold_refused',
  'release_refused',
  'mark_paid_refused',
  'refund_to_review',
  'order_cancel_refused',
  'order_deleted',
  'out_of_window',
  'gateway_changed',
  'marks_refused',
  'transaction_cancelled_elsewhere',
  'transaction_missing',
  'change_waits',
  // Nobody foresaw it.
  'parked',
] as const;

export type FlagCode = (typeof flagCodes)[number];

/** One thing a person must see. Values are never a buyer's personal data. */
export type Flag = { readonly code: FlagCode; readonly values?: Readonly<Record<string, string | number>> };

/** What is wrong, and what to do about it. `{name}` stands for a value of the flag. */
export type FlagWording = { readonly ja: string; readonly en: string; readonly fixJa: string; readonly fixEn: string };
