export { type DayReport, furthestTarget, momentOf, targetOf } from './decide.ts';
export { parkedWorkRoutes } from './routes.ts';
export { createRunner, type Runner } from './service/runner.ts';
