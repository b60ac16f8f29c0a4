export { payoutTasks } from './jobs.ts';
export * from './model.ts';
export { payoutRoutes } from './routes/payouts.ts';
export { chargeInvoiceFee, makeEligible } from './service/eligibility.ts';
export { reverseAdvances } from './service/reversal.ts';
export { approveLargePayout, takeBankReturn } from './service/transfer.ts';
