export { type Actor, type CancelReason, legalCommands, type RefundParty } from './decide/reversal.ts';
export { orderTasks } from './jobs.ts';
export * from './model.ts';
export { existing, orderInDetail, orderNow, summariesOf } from './service/read.ts';
export { reviewRoutes } from './routes/operator.ts';
export { type OrderParts, orderRoutes } from './routes/orders.ts';
export { cancelOrder, decideReview, hasPaid, lapse, lockAtVersion, type Reversal, shipDeadline } from './service/commands.ts';
export { type Return, returnItems } from './service/returns.ts';
export {
  applyToOrders,
  findOrder,
  findShopOrder,
  listOrders,
  lockOrder,
  lockOrders,
  lockOrdersByShopId,
  registeredOrders,
} from './store.ts';
export { orderDetail, orderSummary, reasonView, type Viewable, warningView } from './decide/view.ts';
export { bounds, checkOrder, type CheckedOrder, type OrderCheck, priceItems, type RegistrationTerms } from './decide/rules/index.ts';
export { billedTotal, netTotal, type TaxableLine, taxSummary } from './decide/tax.ts';
