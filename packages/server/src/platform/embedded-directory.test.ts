import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './embedded-directory.ts';

const locker = `
  import { lockDirectory } from ${JSON.stringify(new URL('embedded-directory.ts', import.meta.url).href)};
  await lockDirectory(process.argv[1]);
  process.stdout.write('locked');
  setInterval(() => {}, 1000);`;

/** Begins work so many turns of the event loop later. */
async function after<T>(turns: number, work: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  return work();
}

describe('a data directory', () => {
  let parent = '';
  let directory = '';
  let others: ChildProcess[] = [];
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'atobarai-directory-'));
    directory = join(parent, 'not', 'there', 'yet');
  });
  afterEach(async () => {
    for (const other of others.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    others = [];
    await rm(parent, { recursive: true });
  });

  const otherProcess = async () => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', locker, directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    others.push(child);
    await once(child.stdout, 'data');
    return child;
  };

  it('G4: is one process’s, and the next is told whose and what to do', async () => {
    const child = await otherProcess();
    await expect(lockDirectory(directory)).rejects.toThrow(`${directory} is in use by process ${child.pid} since `);
    await expect(lockDirectory(directory)).rejects.toThrow('choose another DATA_DIR');
  });

  it('G4: that a killed process left behind is taken over', async () => {
    const child = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockDirectory(directory);
    expect(JSON.parse(await readFile(join(directory, 'server.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it('G4: that a killed process left behind goes to one of several that come at about the same time', async () => {
    const child = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const path = join(directory, 'server.lock');
    const leftBehind = await readFile(path, 'utf8');
    for (let spread = 0; spread < 40; spread += 1) {
      await writeFile(path, leftBehind);
      const tries = await Promise.allSettled(Array.from({ length: 4 }, (_, nth) => after(nth * spread, () => lockDirectory(directory))));
      const taken = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(taken).toHaveLength(1);
      await taken[0]?.release();
    }
  });

  it('is free again after it was released, and nothing is left in it', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
    await (await lockDirectory(directory)).release();
  });

  it('is taken over from a process that has only the number in common with one that runs', async () => {
    const lock = await lockDirectory(directory);
    const path = join(directory, 'server.lock');
    const holder = JSON.parse(await readFile(path, 'utf8')) as object;
    await lock.release();
    await writeFile(path, JSON.stringify({ ...holder, processStart: '1' }));
    await (await lockDirectory(directory)).release();
    await writeFile(path, JSON.stringify({ ...holder, bootId: 'before the power cut' }));
    await (await lockDirectory(directory)).release();
  });

  it('of another machine is taken over only after a silence', async () => {
    const lock = await lockDirectory(directory);
    const path = join(directory, 'server.lock');
    const holder = JSON.parse(await readFile(path, 'utf8')) as object;
    await lock.release();
    await writeFile(path, JSON.stringify({ ...holder, host: 'container-2' }));
    await expect(lockDirectory(directory)).rejects.toThrow('on container-2');
    const aMinuteAgo = new Date(Date.now() - 60_000);
    await utimes(path, aMinuteAgo, aMinuteAgo);
    await (await lockDirectory(directory)).release();
  });
});
