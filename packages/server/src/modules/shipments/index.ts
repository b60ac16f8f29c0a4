export * from './model.ts';
export { registerSlip, registerSlips, replaceSlip, reportFromCarrier, type SlipLine, type SlipOutcome, voidShipment } from './service.ts';
export { findShipments, shipmentsOfOrders } from './store.ts';
export { deliveryRoutes } from './operator-routes.ts';
export { type ShownShipment, shipmentRoutes } from './routes.ts';
export { shipmentView } from './view.ts';
