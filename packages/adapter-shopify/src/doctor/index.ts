export { diagnosis } from './diagnosis.ts';
export { askService, skewOf } from './examine.ts';
export type { Bilingual, Check, CheckStatus, DoctorFacts } from './model.ts';
