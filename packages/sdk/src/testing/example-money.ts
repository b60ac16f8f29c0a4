import { exampleId } from './example-id.ts';

const receipt = {
  'Receipt.status': 'allocated',
  'Receipt.allocated': 5_500,
  landedOn: '2026-10-02',
  confirmedOn: '2026-10-02',
  receivedAt: '2026-10-02T12:00:00+09:00',
  'DepositAtBank.payerName': 'ﾐﾎﾝ ﾊﾅｺ',
  'DepositAtBank.on': '2026-10-02',
};

const payout = {
  'Payout.status': 'completed',
  'OperatorPayout.status': 'completed',
  'Statement.status': 'completed',
  periodFrom: '2026-10-01',
  closesOn: '2026-10-04',
  paysOn: '2026-10-09',
  carriedIn: 0,
  transferFee: 300,
  transferFeeTax: 30,
  net: 4_707,
  closedAt: '2026-10-05T00:00:00+09:00',
  approvedAt: '2026-10-05T00:00:00+09:00',
  sentAt: '2026-10-09T09:00:00+09:00',
  completedAt: '2026-10-09T15:00:00+09:00',
  'Statement.totals': [
    { kind: 'advance', count: 1, amount: 5_500 },
    { kind: 'settlement_fee', count: 1, amount: -231 },
    { kind: 'invoice_fee', count: 1, amount: -190 },
    { kind: 'transfer_fee', count: 1, amount: -300 },
    { kind: 'consumption_tax', count: 3, amount: -72 },
  ],
  'PayoutLine.kind': 'advance',
  'PayoutLine.sourceId': exampleId('shp'),
  'PayoutLine.bookedOn': '2026-10-02',
  'PayoutLine.orderId': exampleId('ord'),
  'PayoutLine.shopOrderId': 'A-1001',
};

const ledger = {
  'AccountBalance.account': 'MERCHANT_PAYABLE',
  'AccountBalance.debit': 5_500,
  'AccountBalance.credit': 5_500,
  balance: 0,
  'TrialBalance.debit': 5_500,
  'TrialBalance.credit': 5_500,
  difference: 0,
  'LedgerEntry.kind': 'advance',
  'LedgerEntry.sourceId': exampleId('shp'),
  'LedgerEntry.debit': 'BUYER_RECEIVABLE',
  'LedgerEntry.credit': 'MERCHANT_PAYABLE',
  'LedgerEntry.bookedOn': '2026-10-02',
};

const parkedWork = {
  'ParkedWork.task': 'invoicing.issue',
  'ParkedWork.itemId': exampleId('inv'),
  'ParkedWork.attempts': 8,
  'ParkedWork.problem': 'DatabaseError 23514',
};

export const moneyValues = { ...receipt, ...payout, ...ledger, ...parkedWork };
