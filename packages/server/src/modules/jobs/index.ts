export { type DayReport, furthestTarget, momentOf, targetOf } from './decide.ts';
export { createRunner, type Runner } from './service.ts';
