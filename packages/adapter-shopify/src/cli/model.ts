import type { Bilingual } from '../doctor/index.ts';

export type { Bilingual };
export type Language = keyof Bilingual;

/** How a command ends. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, refused: 3, unavailable: 4, interrupted: 130, terminated: 143 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something the one who runs the command can mend. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: string;
  readonly exit: ExitCode;
  readonly lines: readonly Bilingual[];

  constructor(code: string, exit: ExitCode, ...lines: readonly [Bilingual, ...Bilingual[]]) {
    super(lines.map(({ en }) => en).join('\n'));
    this.code = code;
    this.exit = exit;
    this.lines = lines;
  }
}

export function usageError(text: Bilingual): CommandError {
  return new CommandError('usage', exitCodes.usage, text);
}
