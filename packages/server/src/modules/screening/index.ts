export { screen } from './decide.ts';
export * from './model.ts';
export { sightingDays } from './policy.ts';
