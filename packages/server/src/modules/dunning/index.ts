export { dunningTasks } from './jobs.ts';
export { endDunning, pauseDunning, planDunning, renewDunning, restDunning, resumeDunning } from './service.ts';
