import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, LocalDate, named, oneOf, text, Yen } from './primitives.ts';

/** The accounts of the double-entry ledger (domain.md 4.6). */
export const ledgerAccounts = [
  'BUYER_RECEIVABLE',
  'MERCHANT_PAYABLE',
  'FEE_REVENUE',
  'TAX_PAYABLE',
  'CASH_OUT',
  'CASH_IN',
  'TRANSFER_FEE_RECOVERY',
  'AGENT_RECEIVABLE',
  'AGENT_FEES',
  'SUSPENSE',
  'HELD_FOR_MERCHANT',
  'BUYER_REFUND_PAYABLE',
  'BUYER_PREPAID',
  'DEPOSITS_HELD',
  'BAD_DEBT',
  'BAD_DEBT_RECOVERED',
  'LATE_CHARGES',
] as const;

export const AccountBalance = named(
  'AccountBalance',
  z.object({
    account: oneOf(ledgerAccounts),
    debit: Yen,
    credit: Yen,
    /** Debit less credit, in yen. */
    balance: Yen,
  }),
);

export const LedgerEntry = named(
  'LedgerEntry',
  z.object({
    id: z.int(),
    kind: z.string(),
    sourceId: z.string(),
    lineNo: z.int(),
    debit: oneOf(ledgerAccounts),
    credit: oneOf(ledgerAccounts),
    amount: Yen,
    bookedOn: LocalDate,
    postedAt: Instant,
  }),
);

export const AccountList = named('AccountList', z.object({ data: z.array(AccountBalance) }));

export const LedgerEntryPage = named('LedgerEntryPage', pageOf(LedgerEntry));

export const TrialBalance = named(
  'TrialBalance',
  z.object({
    asOf: Instant,
    accounts: z.array(AccountBalance),
    debit: Yen,
    credit: Yen,
    /** Always 0: every posting debits and credits the same amount. */
    difference: Yen,
  }),
);

export const listAccounts = operation({
  id: 'ledger.accounts',
  method: 'GET',
  path: '/v1/ledger/accounts',
  summary: { ja: '自社分の勘定と残高', en: "The shop's accounts and balances" },
  access: ['sk'],
  scope: 'ledger:read',
  replies: { 200: { schema: AccountList, description: { ja: '勘定', en: 'Accounts' } } },
});

export const listEntries = operation({
  id: 'ledger.entries',
  method: 'GET',
  path: '/v1/ledger/entries',
  summary: { ja: '自社分の仕訳(新しい順)', en: "The shop's entries, newest first" },
  access: ['sk'],
  scope: 'ledger:read',
  query: z.strictObject({
    ...pageQuery,
    account: z.optional(oneOf(ledgerAccounts)),
    kind: z.optional(text(60)),
    sourceId: z.optional(text(100)),
    /** First day booked. */
    from: z.optional(LocalDate),
    /** Last day booked. */
    to: z.optional(LocalDate),
  }),
  replies: { 200: { schema: LedgerEntryPage, description: { ja: '仕訳', en: 'Entries' } } },
});

export const getTrialBalance = operation({
  id: 'ledger.trialBalance',
  method: 'GET',
  path: '/v1/ledger/trial-balance',
  summary: { ja: '試算表(差額は常に0)', en: 'Trial balance; the difference is always zero' },
  access: ['sk'],
  scope: 'ledger:read',
  replies: { 200: { schema: TrialBalance, description: { ja: '試算表', en: 'The trial balance' } } },
});

export type LedgerAccount = (typeof ledgerAccounts)[number];
export type AccountBalance = z.infer<typeof AccountBalance>;
export type LedgerEntry = z.infer<typeof LedgerEntry>;
export type TrialBalance = z.infer<typeof TrialBalance>;
