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

export type Style = 'good' | 'bad' | 'faint' | 'strong';

/** Where a command reads and writes. Results go to `write`, everything said about them to `note`. */
export type Terminal = {
  /** Undefined when there is nobody to ask. */
  readonly prompts: Prompts | undefined;
  /** Standard output, waited for until it is taken. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** A line on standard error. */
  readonly note: (line: string) => void;
  /** Coloured for standard output, if a person looks at it. */
  readonly paint: (style: Style, text: string) => string;
  readonly progress: (title: string) => Progress;
  /** Everything on standard input. */
  readonly readInput: () => Promise<Uint8Array>;
};
