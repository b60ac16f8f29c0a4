export * from './model.ts';
export {
  registerSlip,
  registerSlips,
  replaceSlip,
  reportFromCarrier,
  settleFulfilment,
  type SlipLine,
  type SlipOutcome,
  voidShipment,
} from './service.ts';
export { findShipments, shipmentsOfOrders, standingParcels } from './store.ts';
export { deliveryRoutes } from './routes/operator.ts';
export { type ShownShipment, shipmentRoutes } from './routes/shipments.ts';
export { shipmentView } from './routes/view.ts';
