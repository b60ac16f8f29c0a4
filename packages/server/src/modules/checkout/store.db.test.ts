import { beforeEach, expect, it } from 'vitest';
import { describeBothEngines } from '../../../tests/support/databases.ts';
import { plant } from '../../../tests/support/rows.ts';
import { testUnit, type TestUnits } from '../../../tests/support/unit.ts';
import type { Database } from '../../core/database.ts';
import { countTries, type Tried } from './store.ts';

const keyed = (character: string) => character.repeat(32);
const [root, born, learnt, stranger] = [keyed('1'), keyed('2'), keyed('3'), keyed('4')];

describeBothEngines('counting tries of one person', (open) => {
  let database: Database;
  let units: TestUnits;
  beforeEach(async () => {
    database = await open();
    units = testUnit(database, { now: '2026-10-02T03:00:00Z' });
    await plant(database, 'exposures', { key: root, root, born_with: [born] });
    await plant(database, 'exposures', { key: learnt, root, learnt: true });
    await plant(database, 'exposures', { key: stranger, root: stranger });
  });

  let tries = 0;
  async function plantTry(row: Readonly<Record<string, unknown>>): Promise<void> {
    tries += 1;
    await plant(database, 'authorizations', {
      id: `aut_${tries}`,
      merchant_id: 'mer_a',
      mode: 'test',
      status: 'refused',
      created_at: '2026-10-02T02:00:00Z',
      address_hash: 'one door',
      phone_hash: `phone ${tries}`,
      ...row,
    });
  }

  const count = (asked: Partial<Tried> = {}, most = 10) =>
    units.run((unit) => countTries(unit, { merchantId: 'mer_a', phoneHash: 'his', personKeys: [root], ...asked }, most));

  it.each([
    ['the root', root],
    ['a key that was written with it', born],
    ['a key that was learnt later', learnt],
  ])('finds the person by %s, whichever of the keys are asked for', async (_, key) => {
    await plantTry({ person_keys: [key] });
    expect(await Promise.all([count(), count({ personKeys: [learnt] }), count({ personKeys: [learnt, root] })])).toEqual([1, 1, 1]);
  });

  it('counts a try once that has both the phone and the person, and one that has either', async () => {
    await plantTry({ person_keys: [root], phone_hash: 'his' });
    expect(await count()).toBe(1);
    await plantTry({ person_keys: [stranger], phone_hash: 'his' });
    await plantTry({ person_keys: [learnt] });
    expect(await count()).toBe(3);
    expect(await count({}, 2)).toBe(2);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of somebody else at the same address', { person_keys: [stranger] }],
    ['in another shop', { person_keys: [root], phone_hash: 'his', merchant_id: 'mer_b' }],
    ['in the other mode', { person_keys: [root], phone_hash: 'his', mode: 'live' }],
    ['of a day ago', { person_keys: [root], phone_hash: 'his', created_at: '2026-10-01T03:00:00Z' }],
    ['of a day ago with another phone', { person_keys: [root], created_at: '2026-10-01T03:00:00Z' }],
    ['in another shop with another phone', { person_keys: [root], merchant_id: 'mer_b' }],
    ['in the other mode with another phone', { person_keys: [root], mode: 'live' }],
  ])('leaves out what was tried %s', async (_, row) => {
    await plantTry(row);
    expect(await count()).toBe(0);
  });

  it('counts by the phone alone where nobody has the keys, as with a company', async () => {
    await plantTry({ person_keys: [keyed('c')] });
    await plantTry({ person_keys: [keyed('c')], phone_hash: 'his' });
    expect(await count({ personKeys: [keyed('c')] })).toBe(1);
  });
});
