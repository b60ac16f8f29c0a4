import type { Axes, Billing, Credit, Fulfilment, Settlement } from './model.ts';

// Every place that an order could stand on the four axes, and those where none can (domain.md 4.2).

const credits: Credit[] = ['screening', 'approved', 'on_hold', 'manual_review', 'rejected', 'rejected_billable', 'expired', 'cancelled'];
const fulfilments: Fulfilment[] = ['none', 'partially_shipped', 'shipped', 'partially_delivered', 'delivered', 'exception', 'returned'];
const billings: Billing[] = [
  ...(['none', 'scheduled', 'issued', 'partially_paid', 'paid'] as const),
  ...(['overdue', 'in_collection', 'written_off', 'cancelled'] as const),
];
const settlements: Settlement[] = ['not_due', 'eligible', 'batched', 'paid_out', 'adjusted'];

export const everyPlace: readonly Axes[] = credits.flatMap((credit) =>
  fulfilments.flatMap((fulfilment) =>
    billings.flatMap((billing) => settlements.map((settlement): Axes => ({ credit, fulfilment, billing, settlement }))),
  ),
);

const one = <const Value extends string>(...values: readonly Value[]): { readonly of: (value: string) => boolean } => {
  const known: ReadonlySet<string> = new Set(values);
  return { of: (value) => known.has(value) };
};

const mayLeave = one<Credit>('approved', 'cancelled');
const hasArrived = one<Fulfilment>('partially_delivered', 'delivered', 'exception');
const isAwaited = one<Billing>('scheduled', 'issued', 'overdue', 'in_collection', 'written_off');

/** Why no order can stand there. Adjusted or not, what a parcel was advanced for has arrived, also when another one is astray. */
export const impossiblePlaces: readonly { readonly why: string; readonly holds: (axes: Axes) => boolean }[] = [
  { why: 'SF-15: nothing leaves before it is approved', holds: ({ credit, fulfilment }) => !mayLeave.of(credit) && fulfilment !== 'none' },
  { why: 'SF-04: nothing is billed that did not leave', holds: ({ fulfilment, billing }) => fulfilment === 'none' && billing !== 'none' },
  {
    why: 'SF-21: nothing is advanced that did not arrive',
    holds: ({ fulfilment, settlement }) => settlement !== 'not_due' && !hasArrived.of(fulfilment),
  },
  {
    why: '4.2: nothing is owed to a shop without a bill',
    holds: ({ billing, settlement }) => settlement === 'eligible' && billing === 'none',
  },
  { why: '4.2: what is off is waited for no more', holds: ({ credit, billing }) => credit === 'cancelled' && isAwaited.of(billing) },
];

/** Why no order can stand where this one does; undefined when it can. */
export function impossible(axes: Axes): string | undefined {
  return impossiblePlaces.find(({ holds }) => holds(axes))?.why;
}
