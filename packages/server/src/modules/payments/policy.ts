import { yen } from '../../core/money.ts';

/** How the sample collection agent (収納代行) hands konbini money over. Sample data: every contract has its own. */
export const agent = {
  /** Bank days from the settled report (確報) to the transfer. */
  transferBusinessDays: 5,
  /** Kept back for each receipt, with tax. */
  feePerReceipt: yen(66),
} as const;
