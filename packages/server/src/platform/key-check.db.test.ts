import { expect, it } from 'vitest';
import { describeBothEngines } from '../../tests/support/databases.ts';
import { createCrypto } from './crypto.ts';
import { refuseOtherKeys } from './key-check.ts';

const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const withKeys = (...masterKeys: Uint8Array[]) => createCrypto({ masterKeys });

describeBothEngines('the keys of a database', (open) => {
  it('are those of the first start, with newer ones before them or without', async () => {
    const database = await open();
    await refuseOtherKeys(database, withKeys(first));
    await refuseOtherKeys(database, withKeys(first));
    await refuseOtherKeys(database, withKeys(second, first));
  });

  it('are not those of a server that made its own, and it is told which to use', async () => {
    const database = await open();
    await refuseOtherKeys(database, withKeys(first));
    await expect(refuseOtherKeys(database, withKeys(second))).rejects.toThrow(/マスターキー.*ATOBARAI_MASTER_KEY.*master key/s);
    await refuseOtherKeys(database, withKeys(first));
  });
});
