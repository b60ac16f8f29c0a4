export type { FieldName, Language } from '../i18n/index.ts';
export type { LocatorLike, PageLike, Role } from './locators.ts';
export { type PaymentPage, paymentPage, type PaymentPageOptions, type Stage } from './payment-page.ts';
