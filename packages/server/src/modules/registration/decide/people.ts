import { noYen, type Yen, yen } from '../../../core/money.ts';

/** What screening knows of a person, kept under one of the person's keys: the root. */
export type PersonFacts = {
  readonly root: string;
  openNet: Yen;
  readonly overdueInvoices: number;
  readonly writtenOffInvoices: number;
  readonly blocked: boolean;
  readonly paidInTime: number;
  readonly paidLate: number;
};

/** Two people in store who turn out to be one. */
export type Merge = { readonly into: string; readonly from: string };

type FreshKey = {
  readonly key: string;
  readonly root: string;
  readonly net: Yen;
  /** Of a root the other keys that are as new; of the others none, or null where their person was known before. */
  readonly others: readonly string[] | null;
};

/** What a batch writes of the people in it, provided that nobody changed them meanwhile. */
export type Taking = {
  /** Keys nobody knew, with what their person takes when the key is its root. */
  readonly fresh: readonly FreshKey[];
  /** Roots in store, what they held when they were read, and what is added. */
  readonly roots: readonly { readonly root: string; readonly seen: Yen; readonly net: Yen }[];
};

/** The people of a batch by their keys, and what deciding the batch learns of them. */
export type People = {
  readonly keyRoots: Map<string, string>;
  /** The keys of each root: a merge must not walk through all keys of the batch. */
  readonly keysOf: Map<string, string[]>;
  readonly persons: Map<string, PersonFacts>;
  /** The keys and roots that were in store when the batch began. */
  readonly stored: ReadonlySet<string>;
  /** What each root in store held then. */
  readonly seen: Map<string, Yen>;
  readonly merges: Merge[];
};

export function peopleOf({ keyRoots, persons }: Pick<People, 'keyRoots' | 'persons'>): People {
  const seen = new Map([...persons].map(([root, { openNet }]) => [root, openNet]));
  const keysOf = new Map<string, string[]>();
  for (const [key, root] of keyRoots) keysOf.set(root, [...(keysOf.get(root) ?? []), key]);
  return { keyRoots, keysOf, persons, stored: new Set([...keyRoots.keys(), ...persons.keys()]), seen, merges: [] };
}

export function personOf({ persons }: Pick<People, 'persons'>, root: string): PersonFacts {
  return (
    persons.get(root) ?? { root, openNet: noYen, overdueInvoices: 0, writtenOffInvoices: 0, blocked: false, paidInTime: 0, paidLate: 0 }
  );
}

/** Any key is the same person: two roots met by one order become one (domain.md 4.7, One person). */
export function onePerson(people: People, keys: readonly string[]): string {
  const roots = [...new Set(keys.map((key) => rootOf(people, key)))].toSorted(
    // A root in store stays one, so that the row of a new key only has to name it.
    (one, other) => Number(people.stored.has(other)) - Number(people.stored.has(one)) || (one < other ? -1 : 1),
  );
  const [into = '', ...others] = roots;
  for (const from of others) merge(people, { into, from });
  return into;
}

function rootOf({ keyRoots, keysOf }: People, key: string): string {
  const root = keyRoots.get(key);
  if (root !== undefined) return root;
  keyRoots.set(key, key);
  keysOf.set(key, [key]);
  return key;
}

function merge(people: People, { into, from }: Merge): void {
  const kept = personOf(people, into);
  const gone = personOf(people, from);
  people.persons.set(into, {
    root: into,
    openNet: yen(kept.openNet + gone.openNet),
    overdueInvoices: kept.overdueInvoices + gone.overdueInvoices,
    writtenOffInvoices: kept.writtenOffInvoices + gone.writtenOffInvoices,
    blocked: kept.blocked || gone.blocked,
    paidInTime: kept.paidInTime + gone.paidInTime,
    paidLate: kept.paidLate + gone.paidLate,
  });
  const moved = people.keysOf.get(from) ?? [];
  for (const key of moved) people.keyRoots.set(key, into);
  people.keysOf.set(into, [...(people.keysOf.get(into) ?? []), ...moved]);
  people.keysOf.delete(from);
  if (!people.stored.has(from)) return;
  people.seen.set(into, yen((people.seen.get(into) ?? 0) + (people.seen.get(from) ?? 0)));
  people.merges.push({ into, from });
}

/** What is to be written of the people with these keys: new keys, and roots that take more or gain a key. */
export function takingOf(people: People, keys: readonly string[]): Taking {
  const named = [...new Set(keys)].map((key) => ({ key, root: people.keyRoots.get(key) ?? key }));
  const unknown = named.filter(({ key }) => !people.stored.has(key));
  const together = Map.groupBy(unknown, ({ root }) => root);
  const fresh = unknown.map(({ key, root }): FreshKey => {
    if (key !== root) return { key, root, net: noYen, others: people.stored.has(root) ? null : [] };
    const others = (together.get(root) ?? []).map((other) => other.key).filter((other) => other !== root);
    return { key, root, net: personOf(people, root).openNet, others };
  });
  const gaining = new Set(fresh.map(({ root }) => root));
  const roots = [...new Set(named.map(({ root }) => root))]
    .filter((root) => people.stored.has(root))
    .map((root) => {
      const seen = people.seen.get(root) ?? noYen;
      return { root, seen, net: yen(personOf(people, root).openNet - seen) };
    })
    .filter(({ root, net }) => net > 0 || gaining.has(root));
  return { fresh, roots };
}
