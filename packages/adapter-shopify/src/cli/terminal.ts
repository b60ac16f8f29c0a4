import type { Output } from '@atobarai/cli/frame';

/** Questions to a person; absent where nobody can answer. */
export type Prompts = {
  readonly text: (question: string, usual?: string) => Promise<string>;
  /** What is typed is not shown. */
  readonly secret: (question: string) => Promise<string>;
  readonly confirm: (question: string) => Promise<boolean>;
};

/** Where a command speaks: the result on standard output, everything else on standard error. */
export type Terminal = Output & { readonly prompts: Prompts | undefined };
