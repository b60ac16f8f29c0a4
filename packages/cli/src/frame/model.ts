/** A sentence in both languages of the command. */
export type Bilingual = { readonly ja: string; readonly en: string };

export type Language = keyof Bilingual;

/** How the command ends, for scripts. `interrupted` is what a shell gives a command that Ctrl+C ended. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, refused: 3, unreachable: 4, interrupted: 130, terminated: 143 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that was foreseen: what was wrong, and what to do, a line for each. */
export class CommandError extends Error {
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
