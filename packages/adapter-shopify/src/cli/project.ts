import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { DirectoryInUseError } from '../directory-lock.ts';
import { type OpenedAdapter, openFromEnvironment, type OpenOptions } from '../open-from-environment.ts';
import { type Call, note } from './command.ts';
import { CommandError, exitCodes } from './model.ts';
import { readIfThere } from './platform/files.ts';

/** The environment of the adapter: the `.env` file of the folder, and above it what the shell has set. */
export async function environmentOf(call: Call): Promise<Record<string, string | undefined>> {
  const { envFile } = call;
  const path = resolve(call.workingFolder, envFile ?? '.env');
  const text = await readIfThere(path);
  if (text === undefined && envFile !== undefined) {
    throw new CommandError('env_missing', exitCodes.usage, { ja: `${path} がありません。`, en: `There is no ${path}.` });
  }
  const written = text === undefined ? {} : parseEnv(text);
  const set = Object.fromEntries(Object.entries(call.env).filter(([, value]) => value !== undefined && value !== ''));
  const folder = set['DATA_DIR'] ?? written['DATA_DIR'];
  // Like the adapter, which is started from the folder of its `.env`.
  return { ...written, ...set, DATA_DIR: resolve(call.workingFolder, folder === undefined || folder === '' ? '.data' : folder) };
}

/** A person waits: a server that is down is told of within seconds. */
const patience = { limit: 3, totalMs: 20_000, firstWaitMs: 200, longestWaitMs: 2_000 } as const;

/** Opens the adapter for one command, and closes it whatever comes of it. */
export async function withAdapter<T>(call: Call, work: (opened: OpenedAdapter) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const opened = await openFromEnvironment(await environmentOf(call), { retry: patience, ...options });
  try {
    for (const shop of opened.settings.shops) await opened.adapter.install(shop);
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** The same for a look that can do without what is kept, while the adapter is running on the embedded database. */
export async function withAdapterToLook<T>(call: Call, work: (opened: OpenedAdapter) => Promise<T>): Promise<T> {
  try {
    return await withAdapter(call, work);
  } catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error;
    note(call, {
      ja: `アダプターが動いているため(プロセス ${error.pid})、保存済みの注文は見ずに確かめます。`,
      en: `The adapter is running (process ${error.pid}): this looks without the orders it keeps.`,
    });
    return withAdapter(call, work, { inMemory: true });
  }
}

/** Which shop is meant: the one named, or the only one there is. */
export function shopOf({ settings: { shops } }: OpenedAdapter, named: string | undefined): string {
  const [first, ...others] = shops;
  const shop = named ?? (others.length === 0 ? first : undefined);
  if (shop !== undefined && (shops.includes(shop) || shops.length === 0)) return shop;
  throw new CommandError('shop_unknown', exitCodes.usage, {
    ja: `--shop でストアを指定してください(${shops.join(', ')})。`,
    en: `Name the store with --shop: ${shops.join(', ')}.`,
  });
}
