import { type BasicSurroundings, type CallOf, type CommandOf, commandsWith, commonOptions as usualOptions } from '@atobarai/cli/frame';
import type { Terminal } from './terminal.ts';

export { answer, note, say, type Values } from '@atobarai/cli/frame';

/** What a command is given by its surroundings; replaced in tests. */
export type Surroundings = BasicSurroundings & { readonly terminal: Terminal };

/** One run of a command. */
export type Call = CallOf<Surroundings> & {
  /** Named with `--env`. */
  readonly envFile: string | undefined;
};

export type Command = CommandOf<Call>;

/** What every command takes besides its own. */
export const commonOptions = {
  ...usualOptions,
  env: { type: 'string', hint: 'FILE', about: { ja: '読む .env ファイル(既定は .env)', en: 'Which .env file to read (.env)' } },
} as const;

/** Declares a command: its words, its options, and what it does. */
export const command = commandsWith<Call>(commonOptions);
