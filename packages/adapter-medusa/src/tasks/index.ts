export { amendHeldOrder, enterSlip, resendTask, type SlipEntry, syncOrder } from './commands';
export type { NewTask, Task, TaskKind, TaskStatus } from './model';
export { attemptDue, doSoon } from './run';
