export { dunningTasks } from './jobs.ts';
export { endDunning, pauseDunning, planDunning, resumeDunning } from './service.ts';
