import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surroundings } from '../command.ts';
import { CommandError, exitCodes } from '../model.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';

/** What `login` keeps. */
export type Credentials = {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** The sandbox's operator, for what only an operator may do. */
  readonly operatorKey?: string;
};

/** Whom calls are made as, and where each part was found. */
export type SignIn = Credentials & {
  readonly keyFrom: 'environment' | 'file';
  readonly baseUrlFrom: 'environment' | 'file' | 'default';
};

type Place = Pick<Surroundings, 'env' | 'homeFolder'>;

export const usualBaseUrl = 'http://localhost:4400';

/** ATOBARAI_CONFIG, else `atobarai` in the user's folder for settings. */
export function configFolder({ env, homeFolder }: Place): string {
  const own = env['ATOBARAI_CONFIG'];
  if (own !== undefined && own !== '') return own;
  const xdg = env['XDG_CONFIG_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homeFolder, '.config'), 'atobarai');
}

export function credentialsFile(place: Place): string {
  return join(configFolder(place), 'credentials.json');
}

export async function readCredentials(place: Place): Promise<Credentials | undefined> {
  const path = credentialsFile(place);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const found = credentialsIn(text);
  if (found === undefined) {
    throw new CommandError('credentials_unreadable', exitCodes.refused, {
      ja: `${path} を読めません。atobarai login でサインインし直してください。`,
      en: `${path} cannot be read. Sign in again: atobarai login`,
    });
  }
  return found;
}

function credentialsIn(text: string): Credentials | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { apiKey, baseUrl, operatorKey } = value as Record<string, unknown>;
    if (typeof apiKey !== 'string' || typeof baseUrl !== 'string') return undefined;
    return {
      apiKey,
      baseUrl,
      ...(typeof operatorKey === 'string' ? { operatorKey } : {}),
    };
  } catch {
    return undefined;
  }
}

export async function writeCredentials(place: Place, credentials: Credentials): Promise<void> {
  await writePrivateFile(credentialsFile(place), `${JSON.stringify(credentials, null, 2)}\n`);
}

/** Whether there was something to forget. */
export async function removeCredentials(place: Place): Promise<boolean> {
  const path = credentialsFile(place);
  const isThere = (await readIfThere(path)) !== undefined;
  await rm(path, { force: true });
  return isThere;
}

/** Whether others on this machine may read the keys. Windows keeps no such bits. */
export async function isOpenToOthers(place: Place): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const mode = await stat(credentialsFile(place)).then(
    (found) => found.mode,
    () => 0,
  );
  return (mode & 0o077) !== 0;
}

/** The environment wins over the file, each variable for itself; undefined when neither has a key. */
export async function findSignIn(place: Place): Promise<SignIn | undefined> {
  const ofEnvironment = environmentOf(place);
  const isComplete = ofEnvironment.apiKey !== undefined && ofEnvironment.baseUrl !== undefined;
  const kept = isComplete ? undefined : await readCredentials(place);
  const { apiKey, baseUrl, ...rest } = { ...kept, ...ofEnvironment };
  if (apiKey === undefined) return undefined;
  return {
    apiKey,
    baseUrl: baseUrl ?? usualBaseUrl,
    ...rest,
    keyFrom: ofEnvironment.apiKey === undefined ? 'file' : 'environment',
    baseUrlFrom: ofEnvironment.baseUrl === undefined ? (kept ? 'file' : 'default') : 'environment',
  };
}

function environmentOf({ env }: Place): Partial<Credentials> {
  const read = { apiKey: env['ATOBARAI_KEY'], baseUrl: env['ATOBARAI_BASE_URL'], operatorKey: env['ATOBARAI_OPERATOR_KEY'] };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined && value !== ''));
}
