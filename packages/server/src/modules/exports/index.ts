export { exportRoutes } from './routes.ts';
export { exportOrders, exportShipments, type ExportUnits } from './service.ts';
