export { visitorPaces } from './policy/limits.ts';
export { checkoutTasks } from './jobs.ts';
export { checkoutRoutes, createConfirmation } from './routes.ts';
