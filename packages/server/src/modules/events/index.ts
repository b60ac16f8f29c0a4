export type * from './model.ts';
export {
  findEvents,
  firstEvents,
  hasHappened,
  hasUnread,
  loadEvents,
  loadEventsBetween,
  loadEventsInOrder,
  loadHistory,
  moveWatermark,
  passOthers,
  readOutbox,
  recordEvents,
  skipOutbox,
} from './store.ts';
export { eventView } from './decide.ts';
export { eventRoutes, historyPage } from './routes.ts';
