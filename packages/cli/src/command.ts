import { type BasicSurroundings, type CallOf, type CommandOf, commandsWith, commonOptions } from './frame/index.ts';
import type { Terminal } from './terminal.ts';

export { answer, note, say, type Values } from './frame/index.ts';

/** What a command is given by its surroundings; replaced in tests. */
export type Surroundings = BasicSurroundings & {
  readonly terminal: Terminal;
  readonly homeFolder: string;
  /** Waits; rejects when the command is to end. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export type Call = CallOf<Surroundings>;

export type Command = CommandOf<Call>;

/** Declares a command: its words, its options, and what it does. */
export const command = commandsWith<Call>(commonOptions);
