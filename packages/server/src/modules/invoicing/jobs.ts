import type { DueTask } from '../../core/due-task.ts';
import { passDueInvoices } from './service/claim.ts';
import { issueDueInvoices } from './service/issue.ts';
import { nextIssue, nextOverdue } from './store.ts';

export const invoiceTasks: readonly DueTask[] = [
  { name: 'invoicing.issue', next: nextIssue, run: issueDueInvoices },
  { name: 'invoicing.overdue', next: nextOverdue, run: passDueInvoices },
];
