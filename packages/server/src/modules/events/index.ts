export type * from './model.ts';
export { firstEvents, hasHappened, loadEvents, loadHistory, moveWatermark, readOutbox, recordEvents } from './store.ts';
export { eventRoutes, historyPage } from './routes.ts';
