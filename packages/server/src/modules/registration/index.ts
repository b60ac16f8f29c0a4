export { type Agreement, type Bureau, createIntake, type Intake, type IntakeOptions } from './service/intake.ts';
export type { Magic, Outcome, PreparedOrder } from './model.ts';
export { prepareOrder } from './service/prepare.ts';
export { registrationRoutes } from './routes.ts';
export { createRegistrar, type Registrar } from './service/batch.ts';
export { playSandbox, type SandboxOptions } from './service/sandbox.ts';
export { refuseDuplicate, registerScreened, type Screened, screenOnly } from './service/screened.ts';
export { termsOf } from './service/terms.ts';
