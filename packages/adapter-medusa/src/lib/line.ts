import type { ItemInput } from '@atobarai/sdk/contract';
import type { TaxRate } from './tax';

/** A line for the service. */
export type Line = {
  readonly kind: 'goods' | 'shipping' | 'fee' | 'discount' | 'tax_adjust';
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxRate: TaxRate;
  readonly taxIncluded: boolean;
  readonly category?: string;
  /** Which of Medusa's lines it stands for. */
  readonly lineItemId?: string;
  /** True when its quantity is not Medusa's, so that it cannot be parted over parcels. */
  readonly whole?: true;
};

/** What a promotion took off lines of one kind: yen, with tax where their prices have it. */
export type Discount = { readonly taxRate: TaxRate; readonly taxIncluded: boolean; readonly amount: number; readonly code?: string };

/** A line of Medusa: what it sells for before promotions, what they took off, and the yen with tax it comes to, fractions and all. */
export type Sold = { readonly line: Line; readonly discounts: readonly Discount[]; readonly exact: number };

/** A line without what only we need to know. */
export function itemOf({ kind, name, quantity, unitPrice, taxRate, taxIncluded, category }: Line): ItemInput {
  return { kind, name, quantity, unitPrice, taxRate, taxIncluded, ...(category === undefined ? {} : { category }) };
}
