import type { Code } from '@atobarai/sdk/contract';

/** Why something was refused: a stable code, and where and what the caller may need to mend it. */
export type Refusal = {
  readonly code: Code;
  /** Path in the caller's own words: `buyer.phone`, `items[2].taxRate`. */
  readonly path?: string;
  /** Values for the placeholders of the code's message. Never a person's data. */
  readonly values?: Readonly<Record<string, string | number>>;
  readonly legalCommands?: readonly string[];
};

/** An expected refusal as an exception, so that it rolls its transaction back on the way out. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(...refusals: [Refusal, ...Refusal[]]) {
    super(refusals[0].code);
    this.name = 'Refused';
    this.refusals = refusals;
  }
}

/** Work that names fields by paths of its own is refused by the paths that the caller wrote. */
export async function inWordsOf<T>(caller: (path: string) => string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [first, ...others] = error.refusals.map((refusal): Refusal =>
      refusal.path === undefined ? refusal : { ...refusal, path: caller(refusal.path) },
    );
    throw first ? new Refused(first, ...others) : error;
  }
}
