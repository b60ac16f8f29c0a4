import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { onePerson, type People, peopleOf, type PersonFacts, personOf, takingOf } from './people.ts';

type Stored = Readonly<Record<string, { readonly root: string; readonly open?: number }>>;

const peopleWith = (stored: Stored): People =>
  peopleOf({
    keyRoots: new Map(Object.entries(stored).map(([key, { root }]) => [key, root])),
    persons: new Map(
      Object.values(stored).map(({ root }) => [root, { ...personOf({ persons: new Map() }, root), openNet: yen(stored[root]?.open ?? 0) }]),
    ),
  });

const nothingKnown = { overdueInvoices: 0, writtenOffInvoices: 0, blocked: false, paidInTime: 0, paidLate: 0 };

/** An order of the person with these keys takes so much. */
function order(people: People, keys: readonly string[], net: number): void {
  const root = onePerson(people, keys);
  const person = personOf(people, root);
  people.persons.set(root, { ...person, openNet: yen(person.openNet + net) });
}

describe('one person by several keys (AM-13)', () => {
  it('is remembered under one root, which alone holds the sum', () => {
    const people = peopleWith({});
    order(people, ['k2', 'k1'], 100);
    order(people, ['k2', 'k3'], 50);
    expect(takingOf(people, ['k1', 'k2', 'k3'])).toEqual({
      fresh: [
        { key: 'k1', root: 'k1', net: 150, others: ['k2', 'k3'] },
        { key: 'k2', root: 'k1', net: 0, others: [] },
        { key: 'k3', root: 'k1', net: 0, others: [] },
      ],
      roots: [],
    });
  });

  it('keeps the root in store when a new key comes, and has its row compared even when nothing is taken', () => {
    const people = peopleWith({ k9: { root: 'k9', open: 700 } });
    order(people, ['k1', 'k9'], 0);
    expect(people.merges).toEqual([]);
    expect(takingOf(people, ['k1', 'k9'])).toEqual({
      fresh: [{ key: 'k1', root: 'k9', net: 0, others: null }],
      roots: [{ root: 'k9', seen: 700, net: 0 }],
    });
  });

  it('writes nothing of a known person who takes nothing', () => {
    const people = peopleWith({ k1: { root: 'k1', open: 700 } });
    order(people, ['k1'], 0);
    expect(takingOf(people, ['k1'])).toEqual({ fresh: [], roots: [] });
  });

  it('is two people in store who meet by keys that are no roots: their sums become one', () => {
    const people = peopleWith({ a1: { root: 'a0' }, a0: { root: 'a0', open: 300 }, b1: { root: 'b0' }, b0: { root: 'b0', open: 200 } });
    order(people, ['a1', 'b1'], 10);
    expect(people.merges).toEqual([{ into: 'a0', from: 'b0' }]);
    expect(takingOf(people, ['a1', 'b1'])).toEqual({ fresh: [], roots: [{ root: 'a0', seen: 500, net: 10 }] });
  });

  it('is nobody yet where nothing is known, and takes from the first yen on', () => {
    expect(personOf({ persons: new Map() }, 'k1')).toEqual({ root: 'k1', openNet: 0, ...nothingKnown });
    const people = peopleWith({ k1: { root: 'k1', open: 700 } });
    order(people, ['k1'], 1);
    expect(takingOf(people, ['k1']).roots).toEqual([{ root: 'k1', seen: 700, net: 1 }]);
  });

  it('is thought of as all that is known of those who turned out to be one', () => {
    const stored = (root: string, known: Omit<PersonFacts, 'root' | 'openNet'>): [string, PersonFacts] => [
      root,
      { root, openNet: yen(0), ...known },
    ];
    const met = (...known: readonly [string, PersonFacts][]) => {
      const people = peopleOf({ keyRoots: new Map(known.map(([root]) => [root, root])), persons: new Map(known) });
      return personOf(people, onePerson(people, ['b1', 'a1']));
    };
    const bad = { overdueInvoices: 2, writtenOffInvoices: 1, blocked: true, paidInTime: 5, paidLate: 3 };
    const good = { overdueInvoices: 1, writtenOffInvoices: 4, blocked: false, paidInTime: 7, paidLate: 2 };
    const both = { root: 'a1', openNet: 0, overdueInvoices: 3, writtenOffInvoices: 5, blocked: true, paidInTime: 12, paidLate: 5 };
    expect(met(stored('a1', bad), stored('b1', good))).toEqual(both);
    expect(met(stored('a1', good), stored('b1', bad))).toEqual(both);
    expect(met(stored('a1', good), stored('b1', nothingKnown))).toEqual({ ...both, ...good });
  });

  it('adds up to what the orders took, whoever turns out to be whom', () => {
    const key = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6');
    const orders = fc.array(fc.tuple(fc.uniqueArray(key, { minLength: 1, maxLength: 2 }), fc.nat(1_000)), { maxLength: 12 });
    const stored: fc.Arbitrary<Stored> = fc.constantFrom<Stored>(
      {},
      { k1: { root: 'k1', open: 40 } },
      { k1: { root: 'k1', open: 40 }, k2: { root: 'k1' }, k5: { root: 'k5', open: 2 } },
    );
    fc.assert(
      fc.property(stored, orders, (known, taken) => {
        const people = peopleWith(known);
        for (const [keys, net] of taken) order(people, keys, net);
        const { fresh, roots } = takingOf(people, ['k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
        const sum = [...fresh, ...roots].reduce((total, { net }) => total + net, 0);
        expect(sum).toBe(taken.reduce((total, [, net]) => total + net, 0));
        for (const { root } of fresh) expect(people.keyRoots.get(root) ?? root).toBe(root);
        for (const { key: name, root, net } of fresh) expect(net === 0 || name === root).toBe(true);
        // Whoever finds a new root finds all keys that were written with it.
        const born = fresh.flatMap(({ key: name, root, others }) => (name === root ? (others ?? []) : []));
        expect(born.toSorted()).toEqual(
          fresh.flatMap(({ key: name, root, others }) => (name !== root && others !== null ? [name] : [])).toSorted(),
        );
      }),
    );
  });
});
