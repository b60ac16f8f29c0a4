// The closed list of codes (domain.md 4.7). A new one is added there and here, and the server then
// does not compile until it has words for it in both languages.

/** What is wrong with a field of the request. */
export const fieldCodes = [
  'required',
  'unknown_field',
  'type',
  'too_long',
  'control_character',
  'currency',
  'date_range',
  'channel_not_approved',
  'amount_mismatch',
  'tax_mismatch',
  'item_name',
  'item_quantity',
  'item_unit_price',
  'item_kind',
  'item_discount_sign',
  'item_tax_rate',
  'prohibited_goods',
  'name_invalid',
  'kana_invalid',
  'company_required',
  'corporate_number_invalid',
  'postal_invalid',
  'address_prefecture',
  'address_number_missing',
  'address_too_long',
  'phone_invalid',
  'email_invalid',
  'overseas_not_supported',
  'pickup_point_not_allowed',
  'bundled_not_allowed',
  'due_range',
  'consent_required',
  'carrier_not_allowed',
  'service_not_allowed',
  'slip_format',
  'slip_check_digit',
  'webhook_url_invalid',
  'webhook_url_forbidden',
] as const;

/** Why the request does not fit the state of things, or the one who asks. */
export const stateCodes = [
  'duplicate_order',
  'order_not_found',
  'not_found',
  'illegal_transition',
  'clock_only_forward',
  'not_approved',
  'version_conflict',
  'feature_not_enabled',
  'merchant_not_live',
  'authorization_token_invalid',
  'authorization_token_expired',
  'authorization_token_mismatch',
  'document_too_old',
  'document_kind',
  'four_eyes_required',
  'secret_already_shown',
  'webhook_endpoint_limit',
] as const;

/** What is wrong with the request as such. */
export const requestCodes = [
  'malformed_json',
  'unsupported_media_type',
  'body_too_large',
  'too_deep',
  'unauthorized',
  'wrong_mode',
  'wrong_key_kind',
  'origin_not_allowed',
  'insufficient_scope',
  'rate_limited',
  'idempotency_key_required',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'unavailable',
] as const;

/** What is wrong with a file. */
export const fileCodes = [
  'file_empty',
  'file_encoding',
  'file_column_missing',
  'file_too_large',
  'file_totals',
  'file_record',
  'file_duplicate',
  'file_rows_refused',
] as const;

/** Why a quote says no. */
export const quoteCodes = ['amount_over_limit'] as const;

/** Why screening decided as it did. */
export const reasonCodes = [
  'limit_exceeded',
  'postal_mismatch',
  'postal_unknown',
  'address_incomplete',
  'phone_unreachable_type',
  'velocity_buyer',
  'velocity_address',
  'velocity_phone',
  'duplicate_recent',
  'history_overdue',
  'history_written_off',
  'blocked',
  'merchant_risk',
  'bureau_timeout',
  'score_low',
] as const;

/** What was accepted but deserves a look. */
export const warningCodes = [
  'possible_duplicate',
  'postal_unknown',
  'email_legacy_form',
  'slip_unverified',
  'slip_reused',
  'shipped_in_future',
  'minor',
] as const;

export type FieldCode = (typeof fieldCodes)[number];
export type StateCode = (typeof stateCodes)[number];
export type RequestCode = (typeof requestCodes)[number];
export type FileCode = (typeof fileCodes)[number];
export type QuoteCode = (typeof quoteCodes)[number];
export type ReasonCode = (typeof reasonCodes)[number];
export type WarningCode = (typeof warningCodes)[number];

/** Every code the API can name. */
export type Code = FieldCode | StateCode | RequestCode | FileCode | QuoteCode | ReasonCode | WarningCode;

/** Every code once. `postal_unknown` is a reason and a warning. */
export const codes: readonly Code[] = [
  ...new Set<Code>([...fieldCodes, ...stateCodes, ...requestCodes, ...fileCodes, ...quoteCodes, ...reasonCodes, ...warningCodes]),
];

/** Refusals that any call may get, whatever it does. */
export const commonCodes = [
  'unauthorized',
  'wrong_mode',
  'wrong_key_kind',
  'insufficient_scope',
  'rate_limited',
  'unavailable',
] as const satisfies readonly Code[];
