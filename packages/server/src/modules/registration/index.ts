export { type Agreement, type Bureau, createIntake, type Intake, type IntakeOptions } from './intake.ts';
export type { Magic, Outcome, PreparedOrder } from './model.ts';
export { endOfDayAfter, prepareOrder } from './prepare.ts';
export { registrationRoutes } from './routes.ts';
export { createRegistrar, type Registrar } from './service.ts';
export { termsOf } from './terms.ts';
