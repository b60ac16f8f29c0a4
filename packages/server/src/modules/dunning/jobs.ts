import type { DueTask } from '../../core/due-task.ts';
import { takeDunningSteps } from './service.ts';
import { nextStepDue } from './store.ts';

export const dunningTasks: readonly DueTask[] = [{ name: 'dunning.steps', next: nextStepDue, run: takeDunningSteps }];
