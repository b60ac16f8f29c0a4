export { checkOrder } from './check-order.ts';
export type {
  CheckedBuyer,
  CheckedOrder,
  CheckedPerson,
  FoundInAddress,
  OrderCheck,
  OrderFacts,
  PersonalPart,
  RegistrationTerms,
} from './model.ts';
