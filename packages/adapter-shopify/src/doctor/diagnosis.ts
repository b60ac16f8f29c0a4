import type { Check, DoctorFacts } from './model.ts';
import { eventsCheck, ordersCheck, serviceCheck, timeCheck } from './service-checks.ts';
import {
  autoFulfilmentCheck,
  currencyCheck,
  gatewayCheck,
  protectedDataCheck,
  scopesCheck,
  shopifyCheck,
  subscriptionsCheck,
  windowCheck,
} from './shopify-checks.ts';

/** Says of each thing that must be right whether it is, and what to do if not, in plain words. */
export function diagnosis(facts: DoctorFacts): Check[] {
  return [
    shopifyCheck,
    currencyCheck,
    scopesCheck,
    protectedDataCheck,
    gatewayCheck,
    autoFulfilmentCheck,
    subscriptionsCheck,
    windowCheck,
    timeCheck,
    serviceCheck,
    eventsCheck,
    ordersCheck,
  ].map((check) => check(facts));
}
