import type { ClockAdvance, Event, ImportResult, Invoice, OrderSummary, Problem, Receipt, Statement, TrialBalance } from '@atobarai/sdk';
import type { LocalDate } from '../core/time.ts';
import type { Payment } from './buyers.ts';
import type { Difference } from './expectations.ts';
import type { DeliveryOutcome } from './script.ts';

/** What one row of the shipments file came to, and on which day it was imported. */
export type ShipmentResult = ImportResult & { readonly importedOn: LocalDate; readonly shippedOn: LocalDate };

export type Delivery = { readonly on: LocalDate; readonly outcome: DeliveryOutcome; readonly amount: number };

/** A call of the script that the server refused: none is expected. */
export type Failure = { readonly on: LocalDate; readonly what: string; readonly code: string; readonly message: string };

/** Whether a rule of the books holds: its name and how many rows break it. */
export type Check = { readonly name: string; readonly violations: number };

/** What happened between the first import and the end of the clock. */
export type Course = {
  readonly shipments: readonly ShipmentResult[];
  /** Files that were refused as a whole. */
  readonly refusedFiles: readonly { readonly on: LocalDate; readonly problem: Problem }[];
  readonly deliveries: readonly Delivery[];
  readonly payments: readonly Payment[];
  readonly failures: readonly Failure[];
  readonly advances: readonly ClockAdvance[];
};

/** Where everything stands when the clock has ended. */
export type Ending = {
  readonly invoices: readonly Invoice[];
  readonly payouts: readonly Statement[];
  readonly dunning: readonly Event[];
  /** What came in, as the operators see it; null without their key. */
  readonly receipts: readonly Receipt[] | null;
  readonly trialBalance: TrialBalance;
  readonly checks: readonly Check[];
};

export type OrdersTaken = {
  readonly results: readonly ImportResult[];
  readonly refusedFile: Problem | null;
  /** By the shop's order id. */
  readonly summaries: ReadonlyMap<string, OrderSummary>;
};

/** Everything the report is made of. */
export type Facts = {
  readonly orders: OrdersTaken;
  readonly course: Course;
  readonly ending: Ending;
  readonly differences: readonly Difference[];
};
