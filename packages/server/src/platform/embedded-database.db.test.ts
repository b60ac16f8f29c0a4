import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describePostgres } from '../../tests/support/databases.ts';
import { maintain, openEmbedded } from './embedded-database.ts';

// Writes until it is killed, and says after every commit how far it is.
const writer = `
  import { openEmbedded } from ${JSON.stringify(new URL('embedded-database.ts', import.meta.url).href)};
  const { database } = await openEmbedded(process.argv[1]);
  await database.admin('create table written (n int)');
  for (let n = 1; ; n += 1) {
    await database.admin('insert into written values (' + n + ')');
    process.stdout.write(n + '\\n');
  }`;

describe('the embedded database', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'atobarai-embedded-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('G4: has after a kill every row it said it had', async () => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', writer, directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 100) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const promised = said.trimEnd().split('\n').length;
    const { database } = await openEmbedded(directory);
    const [row] = (await database.admin('select count(*)::int as kept from written')) as { kept: number }[];
    await database.close();
    expect(promised).toBeGreaterThanOrEqual(100);
    expect(row?.kept).toBeGreaterThanOrEqual(promised);
  });

  it('G4: cleans up dead rows and keeps its log short when the job comes by', async () => {
    const { database } = await openEmbedded(directory);
    const churn = async () => {
      await database.admin(`insert into worn select n, repeat('x', 500) from generate_series(1, 40000) n`);
      await database.admin('delete from worn');
    };
    await database.admin('create table worn (n int, filler text)');
    let mostLog = 0;
    for (let round = 0; round < 8; round += 1) {
      await churn();
      expect(await maintain(database, { checkpointAfterBytes: 16 * 1024 * 1024 })).toEqual({
        vacuumed: ['public.worn'],
        checkpointed: true,
      });
      const [log] = (await database.admin('select sum(size)::bigint as bytes from pg_ls_waldir()')) as { bytes: number }[];
      mostLog = Math.max(mostLog, log?.bytes ?? 0);
    }
    const [size] = (await database.admin(`select pg_table_size('worn') as bytes`)) as { bytes: number }[];
    expect(await maintain(database)).toEqual({ vacuumed: [], checkpointed: false });
    await database.close();
    expect(mostLog).toBeLessThanOrEqual(256 * 1024 * 1024);
    expect(size?.bytes).toBeLessThan(60 * 1024 * 1024);
  });

  it('gives its directory back when it is closed', async () => {
    const first = await openEmbedded(directory);
    await expect(openEmbedded(directory)).rejects.toThrow('is in use by process');
    await first.database.close();
    const second = await openEmbedded(directory);
    await second.database.close();
  });
});

describePostgres('maintenance', (open) => {
  it('is left to PostgreSQL itself', async () => {
    expect(await maintain(await open())).toEqual({ vacuumed: [], checkpointed: false });
  });
});
