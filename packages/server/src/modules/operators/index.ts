export type { KeptAction, OperatorAction } from './model.ts';
export { operatorActionRoutes } from './routes.ts';
export { noteAction } from './store.ts';
