export { type PlanSegment, type ScheduledChange, type SettingsPatch } from './decide.ts';
export { loadKeys, noteKeyUse } from './store/keys.ts';
export { firstDayOfAll } from './store/merchants.ts';
export * from './model.ts';
export { consentMethods, planOf, programOf, programs, sampleSettings } from './policy.ts';
export { merchantRoutes } from './routes/merchants.ts';
export { type SampleMerchant, sampleMerchants, type SampleMerchants } from './service/sample.ts';
export {
  changeSettings,
  createApiKey,
  createMerchant,
  findApiKey,
  merchantsOn,
  monthlyFeesOf,
  readSettings,
  revokeApiKey,
  settingsOn,
} from './service/merchants.ts';
