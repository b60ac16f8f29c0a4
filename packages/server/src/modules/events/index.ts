export type * from './model.ts';
export { loadEvents, loadHistory, moveWatermark, readOutbox, recordEvents } from './store.ts';
export { eventRoutes, historyPage } from './routes.ts';
