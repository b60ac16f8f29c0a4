import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/** Another process has the embedded database open: two would destroy it. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
  readonly directory: string;
  readonly pid: number;

  constructor(directory: string, pid: number) {
    super(`${directory} is in use by process ${pid}. Stop it first, or use PostgreSQL (DATABASE_URL), which several processes may share.`);
    this.directory = directory;
    this.pid = pid;
  }
}

/** This process and no other that has, or had, its number. */
const mine = `${process.pid} ${Math.round(performance.timeOrigin)}`;

/**
 * Takes a directory for this process, and answers how to give it back. What a process left behind that
 * is no more is taken over.
 *
 * @throws {@link DirectoryInUseError}
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'adapter.lock');
  // Written beside first: whoever sees the lock sees whose it is.
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  await writeFile(draft, mine, { flag: 'wx', mode: 0o600 });
  try {
    for (let turn = 0; turn < 3; turn += 1) {
      if (await isLinked(draft, file)) return () => rm(file, { force: true });
      await clearLeftBehind(directory, file);
    }
    throw new DirectoryInUseError(directory, 0);
  } finally {
    await rm(draft, { force: true });
  }
}

async function isLinked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away the lock of a process that is no more; never one that was taken a moment ago. */
async function clearLeftBehind(directory: string, file: string): Promise<void> {
  const owner = await readFile(file, 'utf8').catch(() => undefined);
  if (owner === undefined) return;
  if (isAlive(owner)) throw new DirectoryInUseError(directory, pidIn(owner));
  const aside = `${file}.${randomUUID()}`;
  // Another may have been quicker: then there is nothing, or another's lock, which is put back.
  if (
    !(await rename(file, aside).then(
      () => true,
      () => false,
    ))
  )
    return;
  const moved = await readFile(aside, 'utf8').catch(() => '');
  if (moved !== owner) await isLinked(aside, file);
  await rm(aside, { force: true });
}

function pidIn(owner: string): number {
  return Number(owner.split(' ')[0]);
}

function isAlive(owner: string): boolean {
  const pid = pidIn(owner);
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  // In a container every process that is started anew has the same number.
  if (pid === process.pid) return owner === mine;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
