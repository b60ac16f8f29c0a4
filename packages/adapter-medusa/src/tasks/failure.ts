import { isAtobaraiError, isAuthenticationError, type AtobaraiError } from '@atobarai/sdk';
import { explainProblems } from '../lib/problems';
import type { Language } from '../lib/words';
import { OrderNotMapped } from '../operations/order-not-mapped';
import type { Failure, FailureKind } from './state';

/** What a task throws when it knows itself why it cannot go on. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Codes of refusals that end by themselves: a person decides, or somebody else was quicker. */
const passing: ReadonlySet<string> = new Set(['not_approved', 'version_conflict', 'idempotency_in_progress', 'merchant_not_live']);

/** Tells what kind of failure was thrown, in words for the shop's staff. */
export function failureOf(error: unknown, language: Language = 'ja'): Failure {
  if (error instanceof TaskError) return { kind: error.kind, message: error.message };
  if (error instanceof OrderNotMapped) return { kind: 'refused', message: explainProblems(error.problems, language) };
  if (isAtobaraiError(error)) return { kind: kindOf(error), message: withFields(error) };
  return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
}

/** True when it is not known whether the service did what it was asked, or it could not be asked at all. */
export function isUnanswered(error: unknown): boolean {
  return failureOf(error).kind !== 'refused';
}

function kindOf(error: AtobaraiError): FailureKind {
  // A wrong key is mended in the settings of the shop, and then everything that waited goes through.
  return error.retryable || isAuthenticationError(error) || passing.has(error.code) ? 'waiting' : 'refused';
}

/** The service's sentence, with its code, and with the fields where the sentence does not say it all. */
function withFields({ code, fields, message }: AtobaraiError): string {
  const named = message.includes(code) ? message : `${code}: ${message}`;
  const untold = fields.filter((field) => !message.includes(field.message)).map((field) => `${field.path}: ${field.message}`);
  return untold.length === 0 ? named : `${named} (${untold.join(' / ')})`;
}
