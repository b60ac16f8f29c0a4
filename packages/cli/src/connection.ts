import { type Client, createClient, createOperatorClient, type OperatorClient } from '@atobarai/sdk';
import type { Call } from './command.ts';
import { CommandError, exitCodes } from './model.ts';
import { findSignIn, type SignIn } from './platform/credentials.ts';

/** A person waits: a server that is down is told of within seconds. */
const patience = { limit: 3, totalMs: 20_000, firstWaitMs: 200, longestWaitMs: 2_000 } as const;

export type Connection = { readonly client: Client; readonly signIn: SignIn };

/** Makes the client of the one who is signed in. */
export async function connect(call: Call, { repeats = true } = {}): Promise<Connection> {
  const signIn = await signedIn(call);
  return { signIn, client: clientOf(call, signIn, repeats) };
}

export async function signedIn(call: Call): Promise<SignIn> {
  const signIn = await findSignIn(call);
  if (signIn) return signIn;
  throw new CommandError('not_signed_in', exitCodes.refused, {
    ja: 'サインインしていません。atobarai login を実行するか、環境変数 ATOBARAI_KEY を設定してください。',
    en: 'You are not signed in. Run atobarai login, or set the environment variable ATOBARAI_KEY.',
  });
}

export function clientOf({ language }: Pick<Call, 'language'>, signIn: Pick<SignIn, 'apiKey' | 'baseUrl'>, repeats = true): Client {
  return createClient({ apiKey: signIn.apiKey, baseUrl: signIn.baseUrl, language, retry: repeats ? patience : false });
}

/** For what only the sandbox's operator may do. */
export async function connectOperator(call: Call, { operatorKey, baseUrl }: SignIn): Promise<OperatorClient> {
  if (operatorKey !== undefined) return createOperatorClient({ apiKey: operatorKey, baseUrl, language: call.language, retry: patience });
  throw new CommandError('operator_key_missing', exitCodes.refused, {
    ja: '運営者のキーが必要です。環境変数 ATOBARAI_OPERATOR_KEY を設定するか、atobarai login --sandbox でサインインしてください。',
    en: 'This needs the operator. Set the environment variable ATOBARAI_OPERATOR_KEY, or sign in with atobarai login --sandbox.',
  });
}

export function modeOf(apiKey: string): 'test' | 'live' {
  return apiKey.startsWith('sk_live_') ? 'live' : 'test';
}

/** Enough of a key to know it again, and no more. */
export function maskedKey(apiKey: string): string {
  return `${apiKey.slice(0, 12)}…${apiKey.slice(-4)}`;
}
