/** Questions to a person; absent where nobody can answer. */
export type Prompts = {
  readonly text: (question: string, usual?: string) => Promise<string>;
  /** What is typed is not shown. */
  readonly secret: (question: string) => Promise<string>;
  readonly confirm: (question: string) => Promise<boolean>;
};

/** Where a command speaks: the result on standard output, everything else on standard error. */
export type Terminal = {
  readonly prompts: Prompts | undefined;
  readonly write: (text: string) => Promise<void>;
  readonly note: (line: string) => void;
  /** Colour for people; plain text in a pipe. */
  readonly paint: (style: 'good' | 'bad' | 'faint', text: string) => string;
};
