import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUseError, lockDirectory } from './directory-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'atobarai-lock-')), 'data');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('the folder of the embedded database', () => {
  it('belongs to one process, and is free again when it gives it back', async () => {
    const release = await lockDirectory(folder);
    await expect(lockDirectory(folder)).rejects.toThrow(DirectoryInUseError);
    await expect(lockDirectory(folder)).rejects.toMatchObject({ directory: folder, pid: process.pid });
    await release();
    await (
      await lockDirectory(folder)
    )();
  });

  it.each(['', 'x', '-1', '0', '2147483646', `${process.pid} 1`])('is taken over from a process that is no more (%s)', async (left) => {
    await (
      await lockDirectory(folder)
    )();
    await writeFile(join(folder, 'adapter.lock'), left);
    const release = await lockDirectory(folder);
    expect(await readFile(join(folder, 'adapter.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+$`));
    await release();
  });

  it('goes to one of several that come at once', async () => {
    const turns = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(folder)));
    expect(turns.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
