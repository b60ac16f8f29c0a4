export { checkOrder } from './check-order.ts';
export type { CheckedOrder, FoundInAddress, OrderCheck, OrderFacts, RegistrationTerms } from './model.ts';
export { bounds } from './policy.ts';
export { priceItems, type PricedCart } from './price-items.ts';
