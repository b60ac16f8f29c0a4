import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a directory: enough to tell whether that very process still runs. */
type Holder = {
  readonly pid: number;
  readonly bootId: string;
  readonly processStart: string;
  readonly host: string;
  readonly since: string;
};

export type DirectoryLock = { readonly release: () => Promise<void> };

const lockName = 'server.lock';
const heartbeatMs = 5_000;
const silenceMs = 30_000; // After so long without a heartbeat another machine's lock is taken over.

/**
 * PGlite lets two processes open one directory, and the second loses the first one's rows. So a
 * process takes the directory for itself first. What a killed process left behind is taken over.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, lockName);
  const draft = join(directory, `${lockName}.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(await thisProcess()));
  try {
    if (!(await linked(draft, path))) await takeOver({ path, draft, directory });
  } finally {
    await rm(draft, { force: true });
  }
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      await rm(path, { force: true });
    },
  };
}

type TakeOver = { readonly path: string; readonly draft: string; readonly directory: string };

/** Two processes may find the same dead lock: the one that gets the second lock replaces the first. */
async function takeOver({ path, draft, directory }: TakeOver): Promise<void> {
  await refuseIfHeld(path, directory);
  const turn = `${path}.takeover`;
  if (!(await linked(draft, turn))) {
    await refuseIfHeld(turn, directory);
    await rm(turn, { force: true }); // Its process died between these two lines.
    if (!(await linked(draft, turn))) throw new Error(`${directory} is being taken over by another process: start again`);
  }
  try {
    await refuseIfHeld(path, directory);
    await rm(path, { force: true });
    if (!(await linked(draft, path))) throw new Error(`${directory} was taken by another process just now: start again`);
  } finally {
    await rm(turn, { force: true });
  }
}

/** A link appears whole or not at all, and never over something that is there. Some mounts know copies only. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to).catch((error: unknown) => (isTaken(error) ? Promise.reject(error) : copyFile(from, to, constants.COPYFILE_EXCL)));
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

async function refuseIfHeld(path: string, directory: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder === undefined || !(await isAlive(holder, path))) return;
  const [whereJa, where] = holder.host === hostname() ? ['', ''] : [`${holder.host} の`, ` on ${holder.host}`];
  throw new Error(
    `${directory} は${whereJa}プロセス ${holder.pid} が使用中です(${holder.since} から)。そのサーバーを止めるか、HTTP で使うか、別の DATA_DIR(--data)を指定してください。` +
      ` / ${directory} is in use by process ${holder.pid}${where} since ${holder.since}: stop that server, talk to it over HTTP, or choose another DATA_DIR (--data).`,
  );
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined; // Gone meanwhile, or not ours: nobody holds it.
  }
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < silenceMs;
  }
  return holder.bootId === (await bootId()) && holder.processStart === (await processStart(holder.pid));
}

async function thisProcess(): Promise<Holder> {
  return {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    bootId: await bootId(),
    processStart: await processStart(process.pid),
  };
}

/** Linux names each start of the machine; elsewhere the process table alone must do. */
async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown')).trim();
}

/** When a process began, so that a later one with the same number is not taken for it; '' when there is none. */
async function processStart(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (line === undefined) return runs(pid) ? 'unknown' : '';
  const [state, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? '' : (rest[18] ?? ''); // A killed process may stay in the table unreaped.
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
