import { orderStatuses } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { everyPlace, impossible, impossiblePlaces } from '../axes.fixture.ts';
import type { Axes, Status } from '../model.ts';
import { displayStatus } from './status.ts';

/** The list of domain.md 4.2, as it stands there: the first that fits is shown. What an axis may say is named, or any of it will do. */
const firstThatFits: readonly (readonly [Status, { readonly [Axis in keyof Axes]?: readonly Axes[Axis][] }])[] = [
  ['cancelled', { credit: ['cancelled'] }],
  ['returned', { fulfilment: ['returned'] }],
  ['written_off', { billing: ['written_off'] }],
  ['completed', { billing: ['paid'], settlement: ['paid_out', 'adjusted'] }],
  ['paid', { billing: ['paid'] }],
  ['advanced', { settlement: ['paid_out', 'adjusted'] }],
  ['delivered', { fulfilment: ['delivered'] }],
  ['invoiced', { billing: ['issued', 'partially_paid', 'overdue', 'in_collection'] }],
  ['shipped', { fulfilment: ['partially_shipped', 'shipped', 'partially_delivered', 'exception'] }],
  ['approved', { credit: ['approved'] }],
  ['on_hold', { credit: ['on_hold'] }],
  ['manual_review', { credit: ['manual_review'] }],
  ['screening', { credit: ['screening'] }],
  ['rejected_billable', { credit: ['rejected_billable'] }],
  ['rejected', { credit: ['rejected'] }],
  ['expired', { credit: ['expired'] }],
];

function shown(axes: Axes): Status | undefined {
  const fits = (wanted: (typeof firstThatFits)[number][1]) =>
    Object.entries(wanted).every(([axis, values]) => (values as readonly string[]).includes(axes[axis as keyof Axes]));
  return firstThatFits.find(([, wanted]) => fits(wanted))?.[0];
}

const place = ({ credit, fulfilment, billing, settlement }: Axes) => [credit, fulfilment, billing, settlement].join(' ');

describe('the status shown for an order', () => {
  it('4.2: is for every combination of the axes the first of the list that fits', () => {
    expect(everyPlace).toHaveLength(8 * 7 * 9 * 5);
    for (const axes of everyPlace) expect([place(axes), displayStatus(axes)]).toEqual([place(axes), shown(axes)]);
  });

  it('4.2: is one of those that the contract names, in its order; an order is screened as it is registered', () => {
    expect(orderStatuses).toEqual([...firstThatFits.map(([status]) => status), 'registered']);
  });

  it('4.2: each is shown somewhere that an order can stand', () => {
    const possible = everyPlace.filter((axes) => impossible(axes) === undefined);
    expect(new Set(possible.map(displayStatus))).toEqual(new Set(firstThatFits.map(([status]) => status)));
  });
});

describe('where no order can stand', () => {
  it.each([
    ['SF-15: nothing leaves before it is approved', 1_620],
    ['SF-04: nothing is billed that did not leave', 320],
    ['SF-21: nothing is advanced that did not arrive', 1_152],
    ['4.2: nothing is owed to a shop without a bill', 56],
    ['4.2: what is off is waited for no more', 175],
  ])('%s: %i combinations', (why, count) => {
    const rule = impossiblePlaces.find((each) => each.why === why);
    expect(everyPlace.filter((axes) => rule?.holds(axes))).toHaveLength(count);
  });

  it('4.2: what has not left is neither billed nor advanced, whatever was decided', () => {
    const idle = everyPlace.filter((axes) => impossible(axes) === undefined && axes.fulfilment === 'none');
    expect(new Set(idle.map(({ credit }) => credit))).toEqual(new Set(everyPlace.map(({ credit }) => credit)));
    expect(idle.map(place)).toEqual(idle.map(({ credit }) => `${credit} none none not_due`));
  });
});
