import { defineCommand, runCommand } from 'citty';
import type { OptionDef, OptionDefs } from './arguments.ts';
import { type Bilingual, type ExitCode, exitCodes, type Language } from './model.ts';

/** What every command line is given by its surroundings; replaced in tests. */
export type BasicSurroundings = {
  readonly terminal: {
    /** Standard output, waited for until it is taken. */
    readonly write: (text: string) => Promise<void>;
    /** A line on standard error. */
    readonly note: (line: string) => void;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** The machine's own language, as in `ja-JP`. */
  readonly systemLocale: string;
  /** Aborted when the command is to end. */
  readonly signal: AbortSignal;
};

/** One run of a command. */
export type CallOf<S extends BasicSurroundings> = S & {
  readonly language: Language;
  /** Whether standard output is for a script. */
  readonly json: boolean;
};

export type BasicCall = CallOf<BasicSurroundings>;

type ValueOf<D extends OptionDef> = D['type'] extends 'boolean'
  ? boolean
  : D extends { readonly required: true }
    ? string
    : string | undefined;

/** What was given on the command line, by the name of the option. */
export type Values<D extends OptionDefs> = { readonly [K in keyof D]: ValueOf<D[K]> };

export type CommandOf<Call> = {
  /** The words that call it: `orders import`. */
  readonly path: string;
  readonly about: Bilingual;
  readonly options: OptionDefs;
  readonly examples: readonly string[];
  readonly run: (call: Call, args: readonly string[]) => Promise<ExitCode>;
};

type Spec<Call, D extends OptionDefs> = {
  readonly path: string;
  readonly about: Bilingual;
  readonly options: D;
  readonly examples?: readonly string[];
  /** Undefined means that all is well. */
  readonly run: (call: Call, given: Values<D>) => Promise<ExitCode | undefined>;
};

/** How a command line declares its commands: their words, their options beside the common ones, and what they do. */
export function commandsWith<Call>(common: OptionDefs) {
  return <const D extends OptionDefs>({ path, about, options, examples = [], run }: Spec<Call, D>): CommandOf<Call> => {
    const all = { ...options, ...common };
    return {
      path,
      about,
      options: all,
      examples,
      run: async (call, args) => {
        const definition = defineCommand({
          meta: { name: path },
          args: Object.fromEntries(Object.entries(all).map(([name, option]) => [name, cittyArgument(option)])),
          run: ({ args: given }) => run(call, valuesOf(given, options)),
        });
        const { result } = await runCommand(definition, { rawArgs: [...args] });
        return (result as ExitCode | undefined) ?? exitCodes.ok;
      },
    };
  };
}

function valuesOf<D extends OptionDefs>(given: Readonly<Record<string, unknown>>, options: D): Values<D> {
  const values = Object.entries(options).map(([name, { type }]) => [name, type === 'boolean' ? given[name] === true : given[name]]);
  return Object.fromEntries(values) as Values<D>;
}

function cittyArgument({ type, alias, required }: OptionDef) {
  if (type === 'positional') return { type, required: required === true } as const;
  return { type, ...(alias === undefined ? {} : { alias }) };
}

/** Picks the words of the language. */
export function say({ language }: Pick<BasicCall, 'language'>, text: Bilingual): string {
  return text[language];
}

/** Writes the result: one JSON value for a script, else the lines for people. */
export async function answer(call: Pick<BasicCall, 'terminal' | 'json'>, value: unknown, lines: readonly string[]): Promise<void> {
  await call.terminal.write(call.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
}

/** A line on standard error, in the language of the one who runs it. */
export function note(call: Pick<BasicCall, 'terminal' | 'language'>, text: Bilingual): void {
  call.terminal.note(say(call, text));
}
