import type { Output } from './frame/index.ts';

/** A bar that fills up while something is worked through. */
export type Progress = {
  readonly show: (done: number, total: number) => void;
  readonly end: () => void;
};

export type Choice<T> = { readonly value: T; readonly label: string; readonly hint?: string };

/** Asks a person. Each of them ends the command when the person gives up. */
export type Prompts = {
  readonly text: (question: string, given?: string) => Promise<string>;
  /** What is typed is not shown. */
  readonly secret: (question: string) => Promise<string>;
  readonly choose: <T>(question: string, choices: readonly Choice<T>[]) => Promise<T>;
};

/** Where a command reads and writes. Results go to `write`, everything said about them to `note`. */
export type Terminal = Output & {
  /** Undefined when there is nobody to ask. */
  readonly prompts: Prompts | undefined;
  readonly progress: (title: string) => Progress;
  /** Everything on standard input. */
  readonly readInput: () => Promise<Uint8Array>;
};
