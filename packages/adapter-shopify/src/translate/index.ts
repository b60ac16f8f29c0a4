export { type CarrierReading, type CarrierRules, carrierOf } from './carrier.ts';
export { claimOf } from './claim.ts';
export { shopifyFactsOf } from './facts.ts';
export { isReservedGatewayName, matchesGateway } from './gateway.ts';
export { digitsOf, orderGidOf } from './ids.ts';
export { readJsonLosslessly } from './json.ts';
export { dayInJapan } from './local-date.ts';
export { moneyInputOf, readYen } from './money.ts';
