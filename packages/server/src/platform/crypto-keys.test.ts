import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKeys } from './crypto-keys.ts';

const url = 'postgres://db.example.jp/shop';
const told = Buffer.alloc(32, 9).toString('base64');

describe('the master key', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'atobarai-keys-')), 'data');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true }));

  const load = (settings: { masterKey?: string; databaseUrl?: string; production?: boolean } = {}) =>
    loadKeys({ masterKey: undefined, databaseUrl: undefined, production: false, dataDir, ...settings });

  it('is made at the first start of the embedded server, for its owner’s eyes only, and kept', async () => {
    const [first] = await load({ production: true });
    expect(first).toHaveLength(32);
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(await load()).toEqual([first]);
    expect(await readFile(join(dataDir, 'master.key'), 'utf8')).toBe(Buffer.from(first ?? []).toString('base64'));
  });

  it('is one, when two processes start for the first time together', async () => {
    const both = await Promise.all([load(), load()]);
    expect(both[0]).toEqual(both[1]);
  });

  it('comes from the environment when it is told there, the newest of several first', async () => {
    const older = Buffer.alloc(32, 8).toString('base64');
    expect(await load({ masterKey: `${told},${older}`, databaseUrl: url, production: true })).toEqual([
      new Uint8Array(32).fill(9),
      new Uint8Array(32).fill(8),
    ]);
  });

  it('must be told to a production server on PostgreSQL', async () => {
    await expect(load({ databaseUrl: url, production: true })).rejects.toThrow('ATOBARAI_MASTER_KEY is missing');
    await expect(load({ databaseUrl: url })).resolves.toHaveLength(1);
  });

  it('is refused when it is not 32 bytes in base64, without being shown', async () => {
    for (const wrong of ['secret', Buffer.alloc(31).toString('base64'), told.slice(0, -1), `${told}!`]) {
      await expect(load({ masterKey: wrong })).rejects.toThrow(/^ATOBARAI_MASTER_KEY must be 32 bytes in base64/);
    }
    await load();
    await writeFile(join(dataDir, 'master.key'), 'cut off');
    await expect(load()).rejects.toThrow('master.key must be 32 bytes');
  });
});
