export { type Actor, type CancelReason, legalCommands, type RefundParty } from './decide.ts';
export { orderTasks } from './jobs.ts';
export * from './model.ts';
export { existing, orderInDetail, orderNow, summariesOf } from './read.ts';
export { reviewRoutes } from './operator-routes.ts';
export { type OrderParts, orderRoutes } from './routes.ts';
export { cancelOrder, decideReview, lapse, lockAtVersion, returnItems, type Return, type Reversal } from './service.ts';
export { applyToOrders, findOrder, listOrders, lockOrder, lockOrders, lockOrdersByShopId } from './store.ts';
export { orderDetail, orderSummary, reasonView, type Viewable, warningView } from './view.ts';
