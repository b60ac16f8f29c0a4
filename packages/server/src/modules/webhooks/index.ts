export type * from './model.ts';
export { createDeliverer, type Deliverer } from './jobs.ts';
export { webhookRoutes } from './routes.ts';
