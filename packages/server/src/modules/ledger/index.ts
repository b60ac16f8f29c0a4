export { balanceOf, trialBalance, type Turnover, turnoversOf } from './decide.ts';
export * from './model.ts';
export { ledgerRoutes } from './routes/ledger.ts';
export { closeHorizons, post } from './service.ts';
export { type Books, type EntryFilter, isPayableLine, journalsPosted, loadEntries, loadEntriesBetween, loadTurnovers } from './store.ts';
