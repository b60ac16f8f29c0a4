import type { Crypto } from '../../../core/crypto.ts';
import { addMs, type Instant } from '../../../core/time.ts';
import { previousFrom, type PreviousSecret, previousText } from '../decide/secrets.ts';
import type { SealedSecrets } from '../model.ts';
import { mostPreviousSecrets, rotationOverlapMs } from '../policy.ts';

type Opening = { readonly crypto: Pick<Crypto, 'open'>; readonly at: Instant };

/** All that sign at a moment, newest first. */
export function signingSecrets(sealed: SealedSecrets, opening: Opening): string[] {
  return [opening.crypto.open(sealed.secret), ...runningSecrets(sealed, opening).map(({ secret }) => secret)];
}

/** Those that were replaced and have not come to their end. */
function runningSecrets({ previousSecret, previousSecretUntil }: SealedSecrets, { crypto, at }: Opening): PreviousSecret[] {
  if (previousSecret === null || previousSecretUntil === null || previousSecretUntil <= at) return [];
  return previousFrom(crypto.open(previousSecret), previousSecretUntil).filter(({ until }) => until > at);
}

type Rotation = { readonly secret: string; readonly crypto: Pick<Crypto, 'open' | 'seal'>; readonly at: Instant };

/**
 * The present secret goes on signing for the overlap, and those before it to their own ends: which of
 * them the receiver has is unknown. It may have none of the newer ones, when their answers were lost.
 */
export function rotatedSecrets(present: SealedSecrets, { secret, crypto, at }: Rotation): SealedSecrets {
  const until = addMs(at, rotationOverlapMs);
  const previous = [{ secret: crypto.open(present.secret), until }, ...runningSecrets(present, { crypto, at })];
  return {
    secret: crypto.seal(secret),
    previousSecret: crypto.seal(previousText(previous.slice(0, mostPreviousSecrets))),
    previousSecretUntil: until,
  };
}
