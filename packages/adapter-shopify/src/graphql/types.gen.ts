// Made by `pnpm --filter @atobarai/adapter-shopify run generate` from src/graphql/*.graphql. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type FulfillmentDisplayStatus =
  | 'ATTEMPTED_DELIVERY'
  | 'CANCELED'
  | 'CARRIER_PICKED_UP'
  | 'CONFIRMED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'
  | 'FULFILLED'
  | 'IN_TRANSIT'
  | 'LABEL_PRINTED'
  | 'LABEL_PURCHASED'
  | 'LABEL_VOIDED'
  | 'MARKED_AS_FULFILLED'
  | 'NOT_DELIVERED'
  | 'OUT_FOR_DELIVERY'
  | 'PICKED_UP'
  | 'READY_FOR_PICKUP'
  | 'SUBMITTED';

export type FulfillmentHoldReason =
  | 'AWAITING_PAYMENT'
  | 'AWAITING_RETURN_ITEMS'
  | 'HIGH_RISK_OF_FRAUD'
  | 'INCORRECT_ADDRESS'
  | 'INVENTORY_OUT_OF_STOCK'
  | 'ONLINE_STORE_POST_PURCHASE_CROSS_SELL'
  | 'OTHER'
  | 'UNKNOWN_DELIVERY_DATE';

export type FulfillmentOrderAction =
  | 'CANCEL_FULFILLMENT_ORDER'
  | 'CREATE_FULFILLMENT'
  | 'EXTERNAL'
  | 'HOLD'
  | 'MARK_AS_OPEN'
  | 'MERGE'
  | 'MOVE'
  | 'RELEASE_HOLD'
  | 'REPORT_PROGRESS'
  | 'REQUEST_CANCELLATION'
  | 'REQUEST_FULFILLMENT'
  | 'SPLIT';

export type FulfillmentOrderHoldInput = {
  readonly externalId?: string | null | undefined;
  readonly fulfillmentOrderLineItems?: ReadonlyArray<FulfillmentOrderLineItemInput> | null | undefined;
  readonly handle?: string | null | undefined;
  readonly notifyMerchant?: boolean | null | undefined;
  readonly reason: FulfillmentHoldReason;
  readonly reasonNotes?: string | null | undefined;
};

export type FulfillmentOrderHoldUserErrorCode =
  | 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS'
  | 'DUPLICATE_FULFILLMENT_HOLD_HANDLE'
  | 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED'
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'FULFILLMENT_ORDER_NOT_SPLITTABLE'
  | 'GREATER_THAN_ZERO'
  | 'INVALID_LINE_ITEM_QUANTITY'
  | 'TAKEN';

export type FulfillmentOrderLineItemInput = {
  readonly id: string;
  readonly quantity: number;
};

export type FulfillmentOrderReleaseHoldUserErrorCode =
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'INVALID_ACCESS';

export type FulfillmentOrderRequestStatus =
  | 'ACCEPTED'
  | 'CANCELLATION_ACCEPTED'
  | 'CANCELLATION_REJECTED'
  | 'CANCELLATION_REQUESTED'
  | 'CLOSED'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'UNSUBMITTED';

export type FulfillmentOrderStatus =
  | 'CANCELLED'
  | 'CLOSED'
  | 'INCOMPLETE'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'SCHEDULED';

export type FulfillmentStatus =
  | 'CANCELLED'
  | 'ERROR'
  | 'FAILURE'
  | 'OPEN'
  | 'PENDING'
  | 'SUCCESS';

export type HasMetafieldsMetafieldIdentifierInput = {
  readonly key: string;
  readonly namespace?: string | null | undefined;
};

export type MetafieldAccessInput = {
  readonly admin?: MetafieldAdminAccessInput | null | undefined;
  readonly customerAccount?: MetafieldCustomerAccountAccessInput | null | undefined;
  readonly storefront?: MetafieldStorefrontAccessInput | null | undefined;
};

export type MetafieldAdminAccessInput =
  | 'MERCHANT_READ'
  | 'MERCHANT_READ_WRITE';

export type MetafieldCapabilityAdminFilterableInput = {
  readonly enabled: boolean;
};

export type MetafieldCapabilityAnalyticsQueryableInput = {
  readonly enabled: boolean;
};

export type MetafieldCapabilityCartToOrderCopyableInput = {
  readonly enabled: boolean;
};

export type MetafieldCapabilityCreateInput = {
  readonly adminFilterable?: MetafieldCapabilityAdminFilterableInput | null | undefined;
  readonly analyticsQueryable?: MetafieldCapabilityAnalyticsQueryableInput | null | undefined;
  readonly cartToOrderCopyable?: MetafieldCapabilityCartToOrderCopyableInput | null | undefined;
  readonly smartCollectionCondition?: MetafieldCapabilitySmartCollectionConditionInput | null | undefined;
  readonly uniqueValues?: MetafieldCapabilityUniqueValuesInput | null | undefined;
};

export type MetafieldCapabilitySmartCollectionConditionInput = {
  readonly enabled: boolean;
};

export type MetafieldCapabilityUniqueValuesInput = {
  readonly enabled: boolean;
};

export type MetafieldCustomerAccountAccessInput =
  | 'NONE'
  | 'READ'
  | 'READ_WRITE';

export type MetafieldDefinitionConstraintsInput = {
  readonly key: string;
  readonly values: ReadonlyArray<string>;
};

export type MetafieldDefinitionCreateUserErrorCode =
  | 'ADMIN_ACCESS_INPUT_NOT_ALLOWED'
  | 'BLANK'
  | 'CAPABILITY_REQUIRED_BUT_DISABLED'
  | 'DUPLICATE_OPTION'
  | 'INCLUSION'
  | 'INVALID'
  | 'INVALID_CAPABILITY'
  | 'INVALID_CHARACTER'
  | 'INVALID_CONSTRAINTS'
  | 'INVALID_INPUT_COMBINATION'
  | 'INVALID_OPTION'
  | 'LIMIT_EXCEEDED'
  | 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS'
  | 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS'
  | 'PINNED_LIMIT_REACHED'
  | 'PRESENT'
  | 'RESERVED_NAMESPACE_KEY'
  | 'RESOURCE_TYPE_LIMIT_EXCEEDED'
  | 'RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'TYPE_NOT_ALLOWED_FOR_CONDITIONS'
  | 'UNSTRUCTURED_ALREADY_EXISTS'
  | 'UNSUPPORTED_PINNING';

export type MetafieldDefinitionInput = {
  readonly access?: MetafieldAccessInput | null | undefined;
  readonly capabilities?: MetafieldCapabilityCreateInput | null | undefined;
  readonly constraints?: MetafieldDefinitionConstraintsInput | null | undefined;
  readonly description?: string | null | undefined;
  readonly key: string;
  readonly name: string;
  readonly namespace?: string | null | undefined;
  readonly ownerType: MetafieldOwnerType;
  readonly pin?: boolean | null | undefined;
  readonly type: string;
  readonly useAsCollectionCondition?: boolean | null | undefined;
  readonly validations?: ReadonlyArray<MetafieldDefinitionValidationInput> | null | undefined;
};

export type MetafieldDefinitionValidationInput = {
  readonly name: string;
  readonly value: string;
};

export type MetafieldOwnerType =
  | 'API_PERMISSION'
  | 'ARTICLE'
  | 'BLOG'
  | 'CARTTRANSFORM'
  | 'COLLECTION'
  | 'COMPANY'
  | 'COMPANY_LOCATION'
  | 'CUSTOMER'
  | 'DELIVERY_CUSTOMIZATION'
  | 'DISCOUNT'
  | 'DRAFTORDER'
  | 'FULFILLMENT_CONSTRAINT_RULE'
  | 'GIFT_CARD_TRANSACTION'
  | 'LOCATION'
  | 'MARKET'
  | 'MEDIA_IMAGE'
  | 'ORDER'
  | 'ORDER_ROUTING_LOCATION_RULE'
  | 'PAGE'
  | 'PAYMENT_CUSTOMIZATION'
  | 'PRODUCT'
  | 'PRODUCTVARIANT'
  | 'SELLING_PLAN'
  | 'SHOP'
  | 'TRANSFER'
  | 'VALIDATION';

export type MetafieldStorefrontAccessInput =
  | 'NONE'
  | 'PUBLIC_READ';

export type MetafieldsSetInput = {
  readonly compareDigest?: string | null | undefined;
  readonly key: string;
  readonly namespace?: string | null | undefined;
  readonly ownerId: string;
  readonly type?: string | null | undefined;
  readonly value: string;
};

export type MetafieldsSetUserErrorCode =
  | 'APP_NOT_AUTHORIZED'
  | 'BLANK'
  | 'CAPABILITY_VIOLATION'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMPARE_DIGEST'
  | 'INVALID_TYPE'
  | 'INVALID_VALUE'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'PRESENT'
  | 'STALE_OBJECT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';

export type OrderCancelReason =
  | 'CUSTOMER'
  | 'DECLINED'
  | 'FRAUD'
  | 'INVENTORY'
  | 'OTHER'
  | 'STAFF';

export type OrderCancelUserErrorCode =
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NO_REFUND_PERMISSION'
  | 'NO_REFUND_TO_STORE_CREDIT_PERMISSION'
  | 'STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED'
  | 'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST'
  | 'STORE_CREDIT_REFUND_MISSING_CUSTOMER';

export type OrderCaptureInput = {
  readonly amount: string;
  readonly currency?: CurrencyCode | null | undefined;
  readonly finalCapture?: boolean | null | undefined;
  readonly id: string;
  readonly parentTransactionId: string;
};

export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';

export type OrderRiskAssessmentCreateInput = {
  readonly facts: ReadonlyArray<OrderRiskAssessmentFactInput>;
  readonly orderId: string;
  readonly riskLevel: RiskAssessmentResult;
};

export type OrderRiskAssessmentCreateUserErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'ORDER_ALREADY_FULFILLED'
  | 'TOO_MANY_FACTS';

export type OrderRiskAssessmentFactInput = {
  readonly description: string;
  readonly sentiment: RiskFactSentiment;
};

export type OrderRiskRecommendationResult =
  | 'ACCEPT'
  | 'CANCEL'
  | 'INVESTIGATE'
  | 'NONE';

export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';

export type OrderTransactionStatus =
  | 'AWAITING_RESPONSE'
  | 'ERROR'
  | 'FAILURE'
  | 'PENDING'
  | 'SUCCESS'
  | 'UNKNOWN';

export type RiskAssessmentResult =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM'
  | 'NONE'
  | 'PENDING';

export type RiskFactSentiment =
  | 'NEGATIVE'
  | 'NEUTRAL'
  | 'POSITIVE';

export type WebhookSubscriptionFormat =
  | 'JSON'
  | 'XML';

export type WebhookSubscriptionInput = {
  readonly callbackUrl?: string | null | undefined;
  readonly filter?: string | null | undefined;
  readonly format?: WebhookSubscriptionFormat | null | undefined;
  readonly includeFields?: ReadonlyArray<string> | null | undefined;
  readonly metafieldNamespaces?: ReadonlyArray<string> | null | undefined;
  readonly metafields?: ReadonlyArray<HasMetafieldsMetafieldIdentifierInput> | null | undefined;
  readonly name?: string | null | undefined;
  readonly uri?: string | null | undefined;
};

export type WebhookSubscriptionTopic =
  | 'APP_PURCHASES_ONE_TIME_UPDATE'
  | 'APP_SCOPES_UPDATE'
  | 'APP_SUBSCRIPTIONS_APPROACHING_CAPPED_AMOUNT'
  | 'APP_SUBSCRIPTIONS_UPDATE'
  | 'APP_UNINSTALLED'
  | 'AUDIT_EVENTS_ADMIN_API_ACTIVITY'
  | 'BULK_OPERATIONS_FINISH'
  | 'CARTS_CREATE'
  | 'CARTS_UPDATE'
  | 'CHANNELS_DELETE'
  | 'CHECKOUTS_CREATE'
  | 'CHECKOUTS_DELETE'
  | 'CHECKOUTS_UPDATE'
  | 'COLLECTIONS_CREATE'
  | 'COLLECTIONS_DELETE'
  | 'COLLECTIONS_UPDATE'
  | 'COLLECTION_LISTINGS_ADD'
  | 'COLLECTION_LISTINGS_REMOVE'
  | 'COLLECTION_LISTINGS_UPDATE'
  | 'COLLECTION_PUBLICATIONS_CREATE'
  | 'COLLECTION_PUBLICATIONS_DELETE'
  | 'COLLECTION_PUBLICATIONS_UPDATE'
  | 'COMPANIES_CREATE'
  | 'COMPANIES_DELETE'
  | 'COMPANIES_UPDATE'
  | 'COMPANY_CONTACTS_CREATE'
  | 'COMPANY_CONTACTS_DELETE'
  | 'COMPANY_CONTACTS_UPDATE'
  | 'COMPANY_CONTACT_ROLES_ASSIGN'
  | 'COMPANY_CONTACT_ROLES_REVOKE'
  | 'COMPANY_LOCATIONS_CREATE'
  | 'COMPANY_LOCATIONS_DELETE'
  | 'COMPANY_LOCATIONS_UPDATE'
  | 'CUSTOMERS_CREATE'
  | 'CUSTOMERS_DELETE'
  | 'CUSTOMERS_DISABLE'
  | 'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMERS_ENABLE'
  | 'CUSTOMERS_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMERS_MERGE'
  | 'CUSTOMERS_PURCHASING_SUMMARY'
  | 'CUSTOMERS_UPDATE'
  | 'CUSTOMERS_WHATS_APP_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMER_ACCOUNT_SETTINGS_UPDATE'
  | 'CUSTOMER_GROUPS_CREATE'
  | 'CUSTOMER_GROUPS_DELETE'
  | 'CUSTOMER_GROUPS_UPDATE'
  | 'CUSTOMER_JOINED_SEGMENT'
  | 'CUSTOMER_LEFT_SEGMENT'
  | 'CUSTOMER_PAYMENT_METHODS_CREATE'
  | 'CUSTOMER_PAYMENT_METHODS_REVOKE'
  | 'CUSTOMER_PAYMENT_METHODS_UPDATE'
  | 'CUSTOMER_TAGS_ADDED'
  | 'CUSTOMER_TAGS_REMOVED'
  | 'DELIVERY_PROMISE_SETTINGS_UPDATE'
  | 'DISCOUNTS_CREATE'
  | 'DISCOUNTS_DELETE'
  | 'DISCOUNTS_REDEEMCODE_ADDED'
  | 'DISCOUNTS_REDEEMCODE_REMOVED'
  | 'DISCOUNTS_UPDATE'
  | 'DISPUTES_CREATE'
  | 'DISPUTES_UPDATE'
  | 'DOMAINS_CREATE'
  | 'DOMAINS_DESTROY'
  | 'DOMAINS_UPDATE'
  | 'DRAFT_ORDERS_CREATE'
  | 'DRAFT_ORDERS_DELETE'
  | 'DRAFT_ORDERS_UPDATE'
  | 'FINANCE_APP_STAFF_MEMBER_DELETE'
  | 'FINANCE_APP_STAFF_MEMBER_GRANT'
  | 'FINANCE_APP_STAFF_MEMBER_REVOKE'
  | 'FINANCE_APP_STAFF_MEMBER_UPDATE'
  | 'FINANCE_KYC_INFORMATION_UPDATE'
  | 'FULFILLMENTS_CREATE'
  | 'FULFILLMENTS_UPDATE'
  | 'FULFILLMENT_EVENTS_CREATE'
  | 'FULFILLMENT_EVENTS_DELETE'
  | 'FULFILLMENT_HOLDS_ADDED'
  | 'FULFILLMENT_HOLDS_RELEASED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED'
  | 'FULFILLMENT_ORDERS_CANCELLED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE'
  | 'FULFILLMENT_ORDERS_HOLD_RELEASED'
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY'
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP'
  | 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED'
  | 'FULFILLMENT_ORDERS_MERGED'
  | 'FULFILLMENT_ORDERS_MOVED'
  | 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE'
  | 'FULFILLMENT_ORDERS_PLACED_ON_HOLD'
  | 'FULFILLMENT_ORDERS_PROGRESS_REPORTED'
  | 'FULFILLMENT_ORDERS_RESCHEDULED'
  | 'FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY'
  | 'FULFILLMENT_ORDERS_SPLIT'
  | 'INVENTORY_ITEMS_CREATE'
  | 'INVENTORY_ITEMS_DELETE'
  | 'INVENTORY_ITEMS_UPDATE'
  | 'INVENTORY_LEVELS_CONNECT'
  | 'INVENTORY_LEVELS_DISCONNECT'
  | 'INVENTORY_LEVELS_UPDATE'
  | 'INVENTORY_SHIPMENTS_ADD_ITEMS'
  | 'INVENTORY_SHIPMENTS_CREATE'
  | 'INVENTORY_SHIPMENTS_DELETE'
  | 'INVENTORY_SHIPMENTS_MARK_IN_TRANSIT'
  | 'INVENTORY_SHIPMENTS_RECEIVE_ITEMS'
  | 'INVENTORY_SHIPMENTS_REMOVE_ITEMS'
  | 'INVENTORY_SHIPMENTS_UPDATE_ITEM_QUANTITIES'
  | 'INVENTORY_SHIPMENTS_UPDATE_TRACKING'
  | 'INVENTORY_TRANSFERS_ADD_ITEMS'
  | 'INVENTORY_TRANSFERS_CANCEL'
  | 'INVENTORY_TRANSFERS_COMPLETE'
  | 'INVENTORY_TRANSFERS_READY_TO_SHIP'
  | 'INVENTORY_TRANSFERS_REMOVE_ITEMS'
  | 'INVENTORY_TRANSFERS_UPDATED'
  | 'INVENTORY_TRANSFERS_UPDATE_ITEM_QUANTITIES'
  | 'LOCALES_CREATE'
  | 'LOCALES_DESTROY'
  | 'LOCALES_UPDATE'
  | 'LOCATIONS_ACTIVATE'
  | 'LOCATIONS_CREATE'
  | 'LOCATIONS_DEACTIVATE'
  | 'LOCATIONS_DELETE'
  | 'LOCATIONS_UPDATE'
  | 'MARKETS_BACKUP_REGION_UPDATE'
  | 'MARKETS_CREATE'
  | 'MARKETS_DELETE'
  | 'MARKETS_UPDATE'
  | 'METAFIELD_DEFINITIONS_CREATE'
  | 'METAFIELD_DEFINITIONS_DELETE'
  | 'METAFIELD_DEFINITIONS_UPDATE'
  | 'METAOBJECTS_CREATE'
  | 'METAOBJECTS_DELETE'
  | 'METAOBJECTS_UPDATE'
  | 'ORDERS_CANCELLED'
  | 'ORDERS_CREATE'
  | 'ORDERS_DELETE'
  | 'ORDERS_EDITED'
  | 'ORDERS_FULFILLED'
  | 'ORDERS_LINK_REQUESTED'
  | 'ORDERS_PAID'
  | 'ORDERS_PARTIALLY_FULFILLED'
  | 'ORDERS_RISK_ASSESSMENT_CHANGED'
  | 'ORDERS_SHOPIFY_PROTECT_ELIGIBILITY_CHANGED'
  | 'ORDERS_UPDATED'
  | 'ORDER_TRANSACTIONS_CREATE'
  | 'PAYMENT_SCHEDULES_DUE'
  | 'PAYMENT_TERMS_CREATE'
  | 'PAYMENT_TERMS_DELETE'
  | 'PAYMENT_TERMS_UPDATE'
  | 'PRODUCTS_CREATE'
  | 'PRODUCTS_DELETE'
  | 'PRODUCTS_UPDATE'
  | 'PRODUCT_FEEDS_CREATE'
  | 'PRODUCT_FEEDS_FULL_SYNC'
  | 'PRODUCT_FEEDS_FULL_SYNC_FINISH'
  | 'PRODUCT_FEEDS_INCREMENTAL_SYNC'
  | 'PRODUCT_FEEDS_UPDATE'
  | 'PRODUCT_LISTINGS_ADD'
  | 'PRODUCT_LISTINGS_REMOVE'
  | 'PRODUCT_LISTINGS_UPDATE'
  | 'PRODUCT_PUBLICATIONS_CREATE'
  | 'PRODUCT_PUBLICATIONS_DELETE'
  | 'PRODUCT_PUBLICATIONS_UPDATE'
  | 'PROFILES_CREATE'
  | 'PROFILES_DELETE'
  | 'PROFILES_UPDATE'
  | 'REFUNDS_CREATE'
  | 'RETURNS_APPROVE'
  | 'RETURNS_CANCEL'
  | 'RETURNS_CLOSE'
  | 'RETURNS_DECLINE'
  | 'RETURNS_PROCESS'
  | 'RETURNS_REOPEN'
  | 'RETURNS_REQUEST'
  | 'RETURNS_UPDATE'
  | 'REVERSE_DELIVERIES_ATTACH_DELIVERABLE'
  | 'REVERSE_FULFILLMENT_ORDERS_DISPOSE'
  | 'SCHEDULED_PRODUCT_LISTINGS_ADD'
  | 'SCHEDULED_PRODUCT_LISTINGS_REMOVE'
  | 'SCHEDULED_PRODUCT_LISTINGS_UPDATE'
  | 'SEGMENTS_CREATE'
  | 'SEGMENTS_DELETE'
  | 'SEGMENTS_UPDATE'
  | 'SELLING_PLAN_GROUPS_CREATE'
  | 'SELLING_PLAN_GROUPS_DELETE'
  | 'SELLING_PLAN_GROUPS_UPDATE'
  | 'SHIPPING_ADDRESSES_CREATE'
  | 'SHIPPING_ADDRESSES_UPDATE'
  | 'SHOP_UPDATE'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_CHALLENGED'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_FAILURE'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_SUCCESS'
  | 'SUBSCRIPTION_BILLING_CYCLES_SKIP'
  | 'SUBSCRIPTION_BILLING_CYCLES_UNSKIP'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_CREATE'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_DELETE'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_UPDATE'
  | 'SUBSCRIPTION_CONTRACTS_ACTIVATE'
  | 'SUBSCRIPTION_CONTRACTS_CANCEL'
  | 'SUBSCRIPTION_CONTRACTS_CREATE'
  | 'SUBSCRIPTION_CONTRACTS_EXPIRE'
  | 'SUBSCRIPTION_CONTRACTS_FAIL'
  | 'SUBSCRIPTION_CONTRACTS_PAUSE'
  | 'SUBSCRIPTION_CONTRACTS_UPDATE'
  | 'TAX_SERVICES_CREATE'
  | 'TAX_SERVICES_UPDATE'
  | 'TENDER_TRANSACTIONS_CREATE'
  | 'THEMES_CREATE'
  | 'THEMES_DELETE'
  | 'THEMES_PUBLISH'
  | 'THEMES_UPDATE'
  | 'VARIANTS_IN_STOCK'
  | 'VARIANTS_OUT_OF_STOCK';

export type AtobaraiHoldMutationVariables = Exact<{
  id: string;
  hold: FulfillmentOrderHoldInput;
}>;


export type AtobaraiHoldMutation = { readonly fulfillmentOrderHold: { readonly fulfillmentHold: { readonly id: string, readonly handle: string | null } | null, readonly fulfillmentOrder: { readonly id: string, readonly status: FulfillmentOrderStatus } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: FulfillmentOrderHoldUserErrorCode | null }> } | null };

export type AtobaraiReleaseMutationVariables = Exact<{
  id: string;
  holdIds: ReadonlyArray<string> | string;
}>;


export type AtobaraiReleaseMutation = { readonly fulfillmentOrderReleaseHold: { readonly fulfillmentOrder: { readonly id: string, readonly status: FulfillmentOrderStatus } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: FulfillmentOrderReleaseHoldUserErrorCode | null }> } | null };

export type AtobaraiFulfillmentOrderOwnerQueryVariables = Exact<{
  id: string;
}>;


export type AtobaraiFulfillmentOrderOwnerQuery = { readonly fulfillmentOrder: { readonly id: string, readonly status: FulfillmentOrderStatus, readonly orderId: string } | null };

export type AtobaraiAddressFragment = { readonly firstName: string | null, readonly lastName: string | null, readonly company: string | null, readonly zip: string | null, readonly countryCodeV2: CountryCode | null, readonly province: string | null, readonly provinceCode: string | null, readonly city: string | null, readonly address1: string | null, readonly address2: string | null, readonly phone: string | null };

export type AtobaraiLineFragment = { readonly id: string, readonly title: string, readonly variantTitle: string | null, readonly sku: string | null, readonly quantity: number, readonly currentQuantity: number, readonly requiresShipping: boolean, readonly isGiftCard: boolean, readonly taxable: boolean, readonly originalUnitPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedUnitPriceAfterAllDiscountsSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }>, readonly discountAllocations: ReadonlyArray<{ readonly allocatedAmountSet: { readonly shopMoney: { readonly amount: string } } }> };

export type AtobaraiOrderFragment = { readonly id: string, readonly legacyResourceId: string, readonly name: string, readonly createdAt: string, readonly processedAt: string, readonly updatedAt: string, readonly cancelledAt: string | null, readonly cancelReason: OrderCancelReason | null, readonly closed: boolean, readonly test: boolean, readonly tags: ReadonlyArray<string>, readonly email: string | null, readonly phone: string | null, readonly clientIp: string | null, readonly customerLocale: string | null, readonly requiresShipping: boolean, readonly displayFinancialStatus: OrderDisplayFinancialStatus | null, readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus, readonly paymentGatewayNames: ReadonlyArray<string>, readonly currencyCode: CurrencyCode, readonly presentmentCurrencyCode: CurrencyCode, readonly taxesIncluded: boolean, readonly canMarkAsPaid: boolean, readonly totalPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalPriceSet: { readonly shopMoney: { readonly amount: string, readonly currencyCode: CurrencyCode } }, readonly totalOutstandingSet: { readonly shopMoney: { readonly amount: string } }, readonly currentShippingPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalTaxSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalDutiesSet: { readonly shopMoney: { readonly amount: string } } | null, readonly currentTotalAdditionalFeesSet: { readonly shopMoney: { readonly amount: string } } | null, readonly totalTipReceivedSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTaxLines: ReadonlyArray<{ readonly ratePercentage: number | null }>, readonly billingAddress: { readonly firstName: string | null, readonly lastName: string | null, readonly company: string | null, readonly zip: string | null, readonly countryCodeV2: CountryCode | null, readonly province: string | null, readonly provinceCode: string | null, readonly city: string | null, readonly address1: string | null, readonly address2: string | null, readonly phone: string | null } | null, readonly shippingAddress: { readonly firstName: string | null, readonly lastName: string | null, readonly company: string | null, readonly zip: string | null, readonly countryCodeV2: CountryCode | null, readonly province: string | null, readonly provinceCode: string | null, readonly city: string | null, readonly address1: string | null, readonly address2: string | null, readonly phone: string | null } | null, readonly shippingLines: { readonly nodes: ReadonlyArray<{ readonly title: string, readonly isRemoved: boolean, readonly originalPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentDiscountedPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }> }> }, readonly transactions: ReadonlyArray<{ readonly id: string, readonly kind: OrderTransactionKind, readonly status: OrderTransactionStatus, readonly gateway: string | null, readonly formattedGateway: string | null, readonly manualPaymentGateway: boolean, readonly manuallyCapturable: boolean, readonly processedAt: string | null, readonly amountSet: { readonly shopMoney: { readonly amount: string } } }>, readonly risk: { readonly recommendation: OrderRiskRecommendationResult }, readonly atobarai: { readonly value: string, readonly compareDigest: string } | null, readonly lineItems: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly variantTitle: string | null, readonly sku: string | null, readonly quantity: number, readonly currentQuantity: number, readonly requiresShipping: boolean, readonly isGiftCard: boolean, readonly taxable: boolean, readonly originalUnitPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedUnitPriceAfterAllDiscountsSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }>, readonly discountAllocations: ReadonlyArray<{ readonly allocatedAmountSet: { readonly shopMoney: { readonly amount: string } } }> }> } };

export type AtobaraiShippingFragment = { readonly fulfillmentOrders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentOrderStatus, readonly requestStatus: FulfillmentOrderRequestStatus, readonly supportedActions: ReadonlyArray<{ readonly action: FulfillmentOrderAction }>, readonly fulfillmentHolds: ReadonlyArray<{ readonly id: string, readonly handle: string | null, readonly reason: FulfillmentHoldReason, readonly heldByRequestingApp: boolean }> }> }, readonly fulfillmentsCount: { readonly count: number } | null, readonly refunds: ReadonlyArray<{ readonly id: string, readonly createdAt: string | null, readonly totalRefundedSet: { readonly shopMoney: { readonly amount: string } } }> };

export type AtobaraiOrderByIdQueryVariables = Exact<{
  id: string;
}>;


export type AtobaraiOrderByIdQuery = { readonly order: { readonly id: string, readonly legacyResourceId: string, readonly name: string, readonly createdAt: string, readonly processedAt: string, readonly updatedAt: string, readonly cancelledAt: string | null, readonly cancelReason: OrderCancelReason | null, readonly closed: boolean, readonly test: boolean, readonly tags: ReadonlyArray<string>, readonly email: string | null, readonly phone: string | null, readonly clientIp: string | null, readonly customerLocale: string | null, readonly requiresShipping: boolean, readonly displayFinancialStatus: OrderDisplayFinancialStatus | null, readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus, readonly paymentGatewayNames: ReadonlyArray<string>, readonly currencyCode: CurrencyCode, readonly presentmentCurrencyCode: CurrencyCode, readonly taxesIncluded: boolean, readonly canMarkAsPaid: boolean, readonly totalPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalPriceSet: { readonly shopMoney: { readonly amount: string, readonly currencyCode: CurrencyCode } }, readonly totalOutstandingSet: { readonly shopMoney: { readonly amount: string } }, readonly currentShippingPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalTaxSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTotalDutiesSet: { readonly shopMoney: { readonly amount: string } } | null, readonly currentTotalAdditionalFeesSet: { readonly shopMoney: { readonly amount: string } } | null, readonly totalTipReceivedSet: { readonly shopMoney: { readonly amount: string } }, readonly currentTaxLines: ReadonlyArray<{ readonly ratePercentage: number | null }>, readonly billingAddress: { readonly firstName: string | null, readonly lastName: string | null, readonly company: string | null, readonly zip: string | null, readonly countryCodeV2: CountryCode | null, readonly province: string | null, readonly provinceCode: string | null, readonly city: string | null, readonly address1: string | null, readonly address2: string | null, readonly phone: string | null } | null, readonly shippingAddress: { readonly firstName: string | null, readonly lastName: string | null, readonly company: string | null, readonly zip: string | null, readonly countryCodeV2: CountryCode | null, readonly province: string | null, readonly provinceCode: string | null, readonly city: string | null, readonly address1: string | null, readonly address2: string | null, readonly phone: string | null } | null, readonly shippingLines: { readonly nodes: ReadonlyArray<{ readonly title: string, readonly isRemoved: boolean, readonly originalPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly currentDiscountedPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }> }> }, readonly transactions: ReadonlyArray<{ readonly id: string, readonly kind: OrderTransactionKind, readonly status: OrderTransactionStatus, readonly gateway: string | null, readonly formattedGateway: string | null, readonly manualPaymentGateway: boolean, readonly manuallyCapturable: boolean, readonly processedAt: string | null, readonly amountSet: { readonly shopMoney: { readonly amount: string } } }>, readonly risk: { readonly recommendation: OrderRiskRecommendationResult }, readonly atobarai: { readonly value: string, readonly compareDigest: string } | null, readonly lineItems: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly variantTitle: string | null, readonly sku: string | null, readonly quantity: number, readonly currentQuantity: number, readonly requiresShipping: boolean, readonly isGiftCard: boolean, readonly taxable: boolean, readonly originalUnitPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedUnitPriceAfterAllDiscountsSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }>, readonly discountAllocations: ReadonlyArray<{ readonly allocatedAmountSet: { readonly shopMoney: { readonly amount: string } } }> }> }, readonly fulfillmentOrders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentOrderStatus, readonly requestStatus: FulfillmentOrderRequestStatus, readonly supportedActions: ReadonlyArray<{ readonly action: FulfillmentOrderAction }>, readonly fulfillmentHolds: ReadonlyArray<{ readonly id: string, readonly handle: string | null, readonly reason: FulfillmentHoldReason, readonly heldByRequestingApp: boolean }> }> }, readonly fulfillmentsCount: { readonly count: number } | null, readonly refunds: ReadonlyArray<{ readonly id: string, readonly createdAt: string | null, readonly totalRefundedSet: { readonly shopMoney: { readonly amount: string } } }> } | null };

export type AtobaraiFulfillmentFragment = { readonly id: string, readonly name: string, readonly status: FulfillmentStatus, readonly displayStatus: FulfillmentDisplayStatus | null, readonly createdAt: string, readonly updatedAt: string, readonly deliveredAt: string | null, readonly totalQuantity: number, readonly trackingInfo: ReadonlyArray<{ readonly company: string | null, readonly number: string | null, readonly url: string | null }>, readonly fulfillmentLineItems: { readonly nodes: ReadonlyArray<{ readonly quantity: number | null, readonly lineItem: { readonly id: string } }> } };

export type AtobaraiFulfillmentsQueryVariables = Exact<{
  id: string;
  first: number;
  lines: number;
}>;


export type AtobaraiFulfillmentsQuery = { readonly order: { readonly id: string, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: FulfillmentStatus, readonly displayStatus: FulfillmentDisplayStatus | null, readonly createdAt: string, readonly updatedAt: string, readonly deliveredAt: string | null, readonly totalQuantity: number, readonly trackingInfo: ReadonlyArray<{ readonly company: string | null, readonly number: string | null, readonly url: string | null }>, readonly fulfillmentLineItems: { readonly nodes: ReadonlyArray<{ readonly quantity: number | null, readonly lineItem: { readonly id: string } }> } }> } | null };

export type AtobaraiOrderLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type AtobaraiOrderLinesQuery = { readonly order: { readonly id: string, readonly lineItems: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly variantTitle: string | null, readonly sku: string | null, readonly quantity: number, readonly currentQuantity: number, readonly requiresShipping: boolean, readonly isGiftCard: boolean, readonly taxable: boolean, readonly originalUnitPriceSet: { readonly shopMoney: { readonly amount: string } }, readonly discountedUnitPriceAfterAllDiscountsSet: { readonly shopMoney: { readonly amount: string } }, readonly taxLines: ReadonlyArray<{ readonly rate: number | null, readonly ratePercentage: number | null }>, readonly discountAllocations: ReadonlyArray<{ readonly allocatedAmountSet: { readonly shopMoney: { readonly amount: string } } }> }> } } | null };

export type AtobaraiOrderSweepQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;


export type AtobaraiOrderSweepQuery = { readonly orders: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly updatedAt: string, readonly paymentGatewayNames: ReadonlyArray<string> }> } };

export type AtobaraiMarkPaidMutationVariables = Exact<{
  id: string;
}>;


export type AtobaraiMarkPaidMutation = { readonly orderMarkAsPaid: { readonly order: { readonly id: string, readonly displayFinancialStatus: OrderDisplayFinancialStatus | null, readonly totalOutstandingSet: { readonly shopMoney: { readonly amount: string } } } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiCaptureMutationVariables = Exact<{
  input: OrderCaptureInput;
}>;


export type AtobaraiCaptureMutation = { readonly orderCapture: { readonly transaction: { readonly id: string, readonly kind: OrderTransactionKind, readonly status: OrderTransactionStatus, readonly amountSet: { readonly shopMoney: { readonly amount: string } } } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiCancelMutationVariables = Exact<{
  id: string;
  reason: OrderCancelReason;
  note?: string | null | undefined;
  notify: boolean;
}>;


export type AtobaraiCancelMutation = { readonly orderCancel: { readonly job: { readonly id: string, readonly done: boolean } | null, readonly orderCancelUserErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: OrderCancelUserErrorCode | null }> } | null };

export type AtobaraiJobQueryVariables = Exact<{
  id: string;
}>;


export type AtobaraiJobQuery = { readonly job: { readonly id: string, readonly done: boolean } | null };

export type AtobaraiStandingQueryVariables = Exact<{
  id: string;
}>;


export type AtobaraiStandingQuery = { readonly order: { readonly id: string, readonly cancelledAt: string | null, readonly displayFinancialStatus: OrderDisplayFinancialStatus | null } | null };

export type AtobaraiSelfQueryVariables = Exact<{ [key: string]: never; }>;


export type AtobaraiSelfQuery = { readonly currentAppInstallation: { readonly accessScopes: ReadonlyArray<{ readonly handle: string }> }, readonly shop: { readonly myshopifyDomain: string, readonly currencyCode: CurrencyCode, readonly ianaTimezone: string, readonly plan: { readonly publicDisplayName: string, readonly shopifyPlus: boolean } } };

export type AtobaraiProbeQueryVariables = Exact<{ [key: string]: never; }>;


export type AtobaraiProbeQuery = { readonly orders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly createdAt: string, readonly email: string | null, readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus, readonly paymentGatewayNames: ReadonlyArray<string>, readonly requiresShipping: boolean, readonly shippingAddress: { readonly lastName: string | null, readonly phone: string | null, readonly zip: string | null } | null, readonly fulfillments: ReadonlyArray<{ readonly createdAt: string }> }> } };

export type AtobaraiSubsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AtobaraiSubsQuery = { readonly webhookSubscriptions: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly topic: WebhookSubscriptionTopic, readonly uri: string, readonly filter: string | null, readonly includeFields: ReadonlyArray<string>, readonly name: string | null, readonly apiVersion: { readonly handle: string } }> } };

export type AtobaraiSubCreateMutationVariables = Exact<{
  topic: WebhookSubscriptionTopic;
  sub: WebhookSubscriptionInput;
}>;


export type AtobaraiSubCreateMutation = { readonly webhookSubscriptionCreate: { readonly webhookSubscription: { readonly id: string, readonly topic: WebhookSubscriptionTopic, readonly uri: string } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiSubUpdateMutationVariables = Exact<{
  id: string;
  sub: WebhookSubscriptionInput;
}>;


export type AtobaraiSubUpdateMutation = { readonly webhookSubscriptionUpdate: { readonly webhookSubscription: { readonly id: string, readonly uri: string } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiTagsAddMutationVariables = Exact<{
  id: string;
  tags: ReadonlyArray<string> | string;
}>;


export type AtobaraiTagsAddMutation = { readonly tagsAdd: { readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiTagsReplaceMutationVariables = Exact<{
  id: string;
  remove: ReadonlyArray<string> | string;
  add: ReadonlyArray<string> | string;
}>;


export type AtobaraiTagsReplaceMutation = { readonly tagsRemove: { readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null, readonly tagsAdd: { readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiTagsRemoveMutationVariables = Exact<{
  id: string;
  tags: ReadonlyArray<string> | string;
}>;


export type AtobaraiTagsRemoveMutation = { readonly tagsRemove: { readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type AtobaraiSetStateMutationVariables = Exact<{
  metafields: ReadonlyArray<MetafieldsSetInput> | MetafieldsSetInput;
}>;


export type AtobaraiSetStateMutation = { readonly metafieldsSet: { readonly metafields: ReadonlyArray<{ readonly id: string, readonly namespace: string, readonly key: string, readonly compareDigest: string }> | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: MetafieldsSetUserErrorCode | null, readonly elementIndex: number | null }> } | null };

export type AtobaraiRiskMutationVariables = Exact<{
  input: OrderRiskAssessmentCreateInput;
}>;


export type AtobaraiRiskMutation = { readonly orderRiskAssessmentCreate: { readonly orderRiskAssessment: { readonly riskLevel: RiskAssessmentResult } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: OrderRiskAssessmentCreateUserErrorCode | null }> } | null };

export type AtobaraiDefineMutationVariables = Exact<{
  definition: MetafieldDefinitionInput;
}>;


export type AtobaraiDefineMutation = { readonly metafieldDefinitionCreate: { readonly createdDefinition: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly message: string, readonly code: MetafieldDefinitionCreateUserErrorCode | null }> } | null };

/** One operation of the Admin API: its text and, in the types alone, what it answers and what it takes. */
export type AdminOperation<Result, Variables> = {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly text: string;
  readonly types?: { readonly result: Result; readonly variables: Variables };
};

export const holdMutation: AdminOperation<AtobaraiHoldMutation, AtobaraiHoldMutationVariables> = { name: 'AtobaraiHold', kind: 'mutation', text: "mutation AtobaraiHold($id: ID!, $hold: FulfillmentOrderHoldInput!) {\n  fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {\n    fulfillmentHold {\n      id\n      handle\n    }\n    fulfillmentOrder {\n      id\n      status\n    }\n    userErrors {\n      field\n      message\n      code\n    }\n  }\n}" };

export const releaseMutation: AdminOperation<AtobaraiReleaseMutation, AtobaraiReleaseMutationVariables> = { name: 'AtobaraiRelease', kind: 'mutation', text: "mutation AtobaraiRelease($id: ID!, $holdIds: [ID!]!) {\n  fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {\n    fulfillmentOrder {\n      id\n      status\n    }\n    userErrors {\n      field\n      message\n      code\n    }\n  }\n}" };

export const fulfillmentOrderOwnerQuery: AdminOperation<AtobaraiFulfillmentOrderOwnerQuery, AtobaraiFulfillmentOrderOwnerQueryVariables> = { name: 'AtobaraiFulfillmentOrderOwner', kind: 'query', text: "query AtobaraiFulfillmentOrderOwner($id: ID!) {\n  fulfillmentOrder(id: $id) {\n    id\n    status\n    orderId\n  }\n}" };

export const orderByIdQuery: AdminOperation<AtobaraiOrderByIdQuery, AtobaraiOrderByIdQueryVariables> = { name: 'AtobaraiOrderById', kind: 'query', text: "query AtobaraiOrderById($id: ID!) {\n  order(id: $id) {\n    ...AtobaraiOrder\n    ...AtobaraiShipping\n  }\n}\nfragment AtobaraiAddress on MailingAddress {\n  firstName\n  lastName\n  company\n  zip\n  countryCodeV2\n  province\n  provinceCode\n  city\n  address1\n  address2\n  phone\n}\nfragment AtobaraiLine on LineItem {\n  id\n  title\n  variantTitle\n  sku\n  quantity\n  currentQuantity\n  requiresShipping\n  isGiftCard\n  taxable\n  originalUnitPriceSet {\n    shopMoney {\n      amount\n    }\n  }\n  discountedUnitPriceAfterAllDiscountsSet {\n    shopMoney {\n      amount\n    }\n  }\n  taxable\n  taxLines {\n    rate\n    ratePercentage\n  }\n  discountAllocations {\n    allocatedAmountSet {\n      shopMoney {\n        amount\n      }\n    }\n  }\n}\nfragment AtobaraiOrder on Order {\n  id\n  legacyResourceId\n  name\n  createdAt\n  processedAt\n  updatedAt\n  cancelledAt\n  cancelReason\n  closed\n  test\n  tags\n  email\n  phone\n  clientIp\n  customerLocale\n  requiresShipping\n  displayFinancialStatus\n  displayFulfillmentStatus\n  paymentGatewayNames\n  currencyCode\n  presentmentCurrencyCode\n  taxesIncluded\n  canMarkAsPaid\n  totalPriceSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentTotalPriceSet {\n    shopMoney {\n      amount\n      currencyCode\n    }\n  }\n  totalOutstandingSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentShippingPriceSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentTotalTaxSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentTotalDutiesSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentTotalAdditionalFeesSet {\n    shopMoney {\n      amount\n    }\n  }\n  totalTipReceivedSet {\n    shopMoney {\n      amount\n    }\n  }\n  currentTaxLines {\n    ratePercentage\n  }\n  billingAddress {\n    ...AtobaraiAddress\n  }\n  shippingAddress {\n    ...AtobaraiAddress\n  }\n  shippingLines(first: 5, includeRemovals: false) {\n    nodes {\n      title\n      isRemoved\n      originalPriceSet {\n        shopMoney {\n          amount\n        }\n      }\n      discountedPriceSet {\n        shopMoney {\n          amount\n        }\n      }\n      currentDiscountedPriceSet {\n        shopMoney {\n          amount\n        }\n      }\n      taxLines {\n        rate\n        ratePercentage\n      }\n    }\n  }\n  transactions(first: 15) {\n    id\n    kind\n    status\n    gateway\n    formattedGateway\n    manualPaymentGateway\n    manuallyCapturable\n    amountSet {\n      shopMoney {\n        amount\n      }\n    }\n    processedAt\n  }\n  risk {\n    recommendation\n  }\n  atobarai: metafield(namespace: \"$app:atobarai\", key: \"transaction\") {\n    value\n    compareDigest\n  }\n  lineItems(first: 40) {\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      ...AtobaraiLine\n    }\n  }\n}\nfragment AtobaraiShipping on Order {\n  fulfillmentOrders(first: 15) {\n    nodes {\n      id\n      status\n      requestStatus\n      supportedActions {\n        action\n      }\n      fulfillmentHolds {\n        id\n        handle\n        reason\n        heldByRequestingApp\n      }\n    }\n  }\n  fulfillmentsCount {\n    count\n  }\n  refunds(first: 20) {\n    id\n    createdAt\n    totalRefundedSet {\n      shopMoney {\n        amount\n      }\n    }\n  }\n}" };

export const fulfillmentsQuery: AdminOperation<AtobaraiFulfillmentsQuery, AtobaraiFulfillmentsQueryVariables> = { name: 'AtobaraiFulfillments', kind: 'query', text: "query AtobaraiFulfillments($id: ID!, $first: Int!, $lines: Int!) {\n  order(id: $id) {\n    id\n    fulfillments(first: $first) {\n      ...AtobaraiFulfillment\n    }\n  }\n}\nfragment AtobaraiFulfillment on Fulfillment {\n  id\n  name\n  status\n  displayStatus\n  createdAt\n  updatedAt\n  deliveredAt\n  totalQuantity\n  trackingInfo(first: 10) {\n    company\n    number\n    url\n  }\n  fulfillmentLineItems(first: $lines) {\n    nodes {\n      quantity\n      lineItem {\n        id\n      }\n    }\n  }\n}" };

export const orderLinesQuery: AdminOperation<AtobaraiOrderLinesQuery, AtobaraiOrderLinesQueryVariables> = { name: 'AtobaraiOrderLines', kind: 'query', text: "query AtobaraiOrderLines($id: ID!, $after: String) {\n  order(id: $id) {\n    id\n    lineItems(first: 100, after: $after) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...AtobaraiLine\n      }\n    }\n  }\n}\nfragment AtobaraiLine on LineItem {\n  id\n  title\n  variantTitle\n  sku\n  quantity\n  currentQuantity\n  requiresShipping\n  isGiftCard\n  taxable\n  originalUnitPriceSet {\n    shopMoney {\n      amount\n    }\n  }\n  discountedUnitPriceAfterAllDiscountsSet {\n    shopMoney {\n      amount\n    }\n  }\n  taxable\n  taxLines {\n    rate\n    ratePercentage\n  }\n  discountAllocations {\n    allocatedAmountSet {\n      shopMoney {\n        amount\n      }\n    }\n  }\n}" };

export const orderSweepQuery: AdminOperation<AtobaraiOrderSweepQuery, AtobaraiOrderSweepQueryVariables> = { name: 'AtobaraiOrderSweep', kind: 'query', text: "query AtobaraiOrderSweep($query: String!, $after: String) {\n  orders(first: 50, after: $after, query: $query, sortKey: UPDATED_AT) {\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      updatedAt\n      paymentGatewayNames\n    }\n  }\n}" };

export const markPaidMutation: AdminOperation<AtobaraiMarkPaidMutation, AtobaraiMarkPaidMutationVariables> = { name: 'AtobaraiMarkPaid', kind: 'mutation', text: "mutation AtobaraiMarkPaid($id: ID!) {\n  orderMarkAsPaid(input: {id: $id}) {\n    order {\n      id\n      displayFinancialStatus\n      totalOutstandingSet {\n        shopMoney {\n          amount\n        }\n      }\n    }\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const captureMutation: AdminOperation<AtobaraiCaptureMutation, AtobaraiCaptureMutationVariables> = { name: 'AtobaraiCapture', kind: 'mutation', text: "mutation AtobaraiCapture($input: OrderCaptureInput!) {\n  orderCapture(input: $input) {\n    transaction {\n      id\n      kind\n      status\n      amountSet {\n        shopMoney {\n          amount\n        }\n      }\n    }\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const cancelMutation: AdminOperation<AtobaraiCancelMutation, AtobaraiCancelMutationVariables> = { name: 'AtobaraiCancel', kind: 'mutation', text: "mutation AtobaraiCancel($id: ID!, $reason: OrderCancelReason!, $note: String, $notify: Boolean!) {\n  orderCancel(\n    orderId: $id\n    reason: $reason\n    refundMethod: {originalPaymentMethodsRefund: false}\n    restock: true\n    notifyCustomer: $notify\n    staffNote: $note\n  ) {\n    job {\n      id\n      done\n    }\n    orderCancelUserErrors {\n      field\n      message\n      code\n    }\n  }\n}" };

export const jobQuery: AdminOperation<AtobaraiJobQuery, AtobaraiJobQueryVariables> = { name: 'AtobaraiJob', kind: 'query', text: "query AtobaraiJob($id: ID!) {\n  job(id: $id) {\n    id\n    done\n  }\n}" };

export const standingQuery: AdminOperation<AtobaraiStandingQuery, AtobaraiStandingQueryVariables> = { name: 'AtobaraiStanding', kind: 'query', text: "query AtobaraiStanding($id: ID!) {\n  order(id: $id) {\n    id\n    cancelledAt\n    displayFinancialStatus\n  }\n}" };

export const selfQuery: AdminOperation<AtobaraiSelfQuery, AtobaraiSelfQueryVariables> = { name: 'AtobaraiSelf', kind: 'query', text: "query AtobaraiSelf {\n  currentAppInstallation {\n    accessScopes {\n      handle\n    }\n  }\n  shop {\n    myshopifyDomain\n    currencyCode\n    ianaTimezone\n    plan {\n      publicDisplayName\n      shopifyPlus\n    }\n  }\n}" };

export const probeQuery: AdminOperation<AtobaraiProbeQuery, AtobaraiProbeQueryVariables> = { name: 'AtobaraiProbe', kind: 'query', text: "query AtobaraiProbe {\n  orders(first: 20, sortKey: CREATED_AT, reverse: true) {\n    nodes {\n      id\n      name\n      createdAt\n      email\n      displayFulfillmentStatus\n      paymentGatewayNames\n      requiresShipping\n      shippingAddress {\n        lastName\n        phone\n        zip\n      }\n      fulfillments(first: 1) {\n        createdAt\n      }\n    }\n  }\n}" };

export const subsQuery: AdminOperation<AtobaraiSubsQuery, AtobaraiSubsQueryVariables> = { name: 'AtobaraiSubs', kind: 'query', text: "query AtobaraiSubs($after: String) {\n  webhookSubscriptions(first: 100, after: $after) {\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      topic\n      uri\n      filter\n      includeFields\n      name\n      apiVersion {\n        handle\n      }\n    }\n  }\n}" };

export const subCreateMutation: AdminOperation<AtobaraiSubCreateMutation, AtobaraiSubCreateMutationVariables> = { name: 'AtobaraiSubCreate', kind: 'mutation', text: "mutation AtobaraiSubCreate($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) {\n  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) {\n    webhookSubscription {\n      id\n      topic\n      uri\n    }\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const subUpdateMutation: AdminOperation<AtobaraiSubUpdateMutation, AtobaraiSubUpdateMutationVariables> = { name: 'AtobaraiSubUpdate', kind: 'mutation', text: "mutation AtobaraiSubUpdate($id: ID!, $sub: WebhookSubscriptionInput!) {\n  webhookSubscriptionUpdate(id: $id, webhookSubscription: $sub) {\n    webhookSubscription {\n      id\n      uri\n    }\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const tagsAddMutation: AdminOperation<AtobaraiTagsAddMutation, AtobaraiTagsAddMutationVariables> = { name: 'AtobaraiTagsAdd', kind: 'mutation', text: "mutation AtobaraiTagsAdd($id: ID!, $tags: [String!]!) {\n  tagsAdd(id: $id, tags: $tags) {\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const tagsReplaceMutation: AdminOperation<AtobaraiTagsReplaceMutation, AtobaraiTagsReplaceMutationVariables> = { name: 'AtobaraiTagsReplace', kind: 'mutation', text: "mutation AtobaraiTagsReplace($id: ID!, $remove: [String!]!, $add: [String!]!) {\n  tagsRemove(id: $id, tags: $remove) {\n    userErrors {\n      field\n      message\n    }\n  }\n  tagsAdd(id: $id, tags: $add) {\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const tagsRemoveMutation: AdminOperation<AtobaraiTagsRemoveMutation, AtobaraiTagsRemoveMutationVariables> = { name: 'AtobaraiTagsRemove', kind: 'mutation', text: "mutation AtobaraiTagsRemove($id: ID!, $tags: [String!]!) {\n  tagsRemove(id: $id, tags: $tags) {\n    userErrors {\n      field\n      message\n    }\n  }\n}" };

export const setStateMutation: AdminOperation<AtobaraiSetStateMutation, AtobaraiSetStateMutationVariables> = { name: 'AtobaraiSetState', kind: 'mutation', text: "mutation AtobaraiSetState($metafields: [MetafieldsSetInput!]!) {\n  metafieldsSet(metafields: $metafields) {\n    metafields {\n      id\n      namespace\n      key\n      compareDigest\n    }\n    userErrors {\n      field\n      message\n      code\n      elementIndex\n    }\n  }\n}" };

export const riskMutation: AdminOperation<AtobaraiRiskMutation, AtobaraiRiskMutationVariables> = { name: 'AtobaraiRisk', kind: 'mutation', text: "mutation AtobaraiRisk($input: OrderRiskAssessmentCreateInput!) {\n  orderRiskAssessmentCreate(orderRiskAssessmentInput: $input) {\n    orderRiskAssessment {\n      riskLevel\n    }\n    userErrors {\n      field\n      message\n      code\n    }\n  }\n}" };

export const defineMutation: AdminOperation<AtobaraiDefineMutation, AtobaraiDefineMutationVariables> = { name: 'AtobaraiDefine', kind: 'mutation', text: "mutation AtobaraiDefine($definition: MetafieldDefinitionInput!) {\n  metafieldDefinitionCreate(definition: $definition) {\n    createdDefinition {\n      id\n    }\n    userErrors {\n      field\n      message\n      code\n    }\n  }\n}" };
