export * from './model.ts';
export { bankCalendar } from './policy.ts';
export { calendarOf, forgetCalendar } from './service.ts';
