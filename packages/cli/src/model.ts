export { type Bilingual, CommandError, type ExitCode, exitCodes, type Language, usageError } from './frame/index.ts';

/** What a script is told of a failure. */
export type ErrorReport = {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly fields?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
};
