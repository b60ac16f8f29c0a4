import { WebhookVerificationError } from './errors.ts';

const prefix = 'whsec_';
const fewestBytes = 24;

/** The bytes of each secret; refuses what cannot be one, without repeating it. */
export function keysOf(secrets: string | readonly string[]): Uint8Array<ArrayBuffer>[] {
  const list = typeof secrets === 'string' ? [secrets] : secrets;
  if (list.length === 0) throw malformed('No webhook secret was given.');
  return list.map(keyOf);
}

function keyOf(secret: unknown): Uint8Array<ArrayBuffer> {
  if (typeof secret !== 'string' || secret === '') {
    throw malformed('A webhook secret is empty: is the environment variable it is read from set?');
  }
  if (/^(sk|pk|op)_/.test(secret)) throw malformed('An API key was given where a webhook secret is needed.');
  const key = bytesOf(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret);
  if (key === undefined || key.length < fewestBytes) throw malformed('A webhook secret is cut short or garbled.');
  return key;
}

function malformed(what: string): WebhookVerificationError {
  return new WebhookVerificationError('malformed_secret', `${what} Copy the secret of the endpoint whole: whsec_ and what follows.`);
}

/**
 * Makes a secret as the service makes them: `whsec_` and 32 random bytes in base64. For tests; the
 * secret of a real endpoint comes from the service.
 */
export function createWebhookSecret(): string {
  return prefix + base64Of(crypto.getRandomValues(new Uint8Array(32)));
}

export function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Undefined when the text is no base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
