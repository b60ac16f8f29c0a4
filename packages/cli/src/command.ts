import { defineCommand, runCommand } from 'citty';
import { commonOptions, type OptionDef, type OptionDefs } from './decide/arguments.ts';
import { type Bilingual, type ExitCode, exitCodes, type Language } from './model.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given by its surroundings; replaced in tests. */
export type Surroundings = {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly homeFolder: string;
  /** The machine's own language, as in `ja-JP`. */
  readonly systemLocale: string;
  /** Aborted when the command is to end. */
  readonly signal: AbortSignal;
  /** Waits; rejects when the command is to end. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** One run of a command. */
export type Call = Surroundings & {
  readonly language: Language;
  /** Whether standard output is for a script. */
  readonly json: boolean;
};

type ValueOf<D extends OptionDef> = D['type'] extends 'boolean'
  ? boolean
  : D extends { readonly required: true }
    ? string
    : string | undefined;

/** What was given on the command line, by the name of the option. */
export type Values<D extends OptionDefs> = { readonly [K in keyof D]: ValueOf<D[K]> };

export type Command = {
  /** The words that call it: `orders import`. */
  readonly path: string;
  readonly about: Bilingual;
  readonly options: OptionDefs;
  readonly examples: readonly string[];
  readonly run: (call: Call, args: readonly string[]) => Promise<ExitCode>;
};

type Spec<D extends OptionDefs> = {
  readonly path: string;
  readonly about: Bilingual;
  readonly options: D;
  readonly examples?: readonly string[];
  /** Undefined means that all is well. */
  readonly run: (call: Call, given: Values<D>) => Promise<ExitCode | undefined>;
};

/** Declares a command: its words, its options, and what it does. */
export function command<const D extends OptionDefs>({ path, about, options, examples = [], run }: Spec<D>): Command {
  const all = { ...options, ...commonOptions };
  const names = Object.keys(options);
  return {
    path,
    about,
    options: all,
    examples,
    run: async (call, args) => {
      const definition = defineCommand({
        meta: { name: path },
        args: Object.fromEntries(Object.entries(all).map(([name, option]) => [name, cittyArgument(option)])),
        run: (context) =>
          run(call, Object.fromEntries(names.map((name) => [name, valueOf(context.args[name], options[name])])) as Values<D>),
      });
      const { result } = await runCommand(definition, { rawArgs: [...args] });
      return (result as ExitCode | undefined) ?? exitCodes.ok;
    },
  };
}

function valueOf(value: unknown, option: OptionDef | undefined): unknown {
  return option?.type === 'boolean' ? value === true : value;
}

function cittyArgument({ type, alias, required }: OptionDef) {
  if (type === 'positional') return { type, required: required === true } as const;
  return { type, ...(alias === undefined ? {} : { alias }) };
}

/** Picks the words of the language. */
export function say({ language }: Pick<Call, 'language'>, text: Bilingual): string {
  return text[language];
}

/** Writes the result: one JSON value for a script, else the lines for people. */
export async function answer(call: Call, value: unknown, lines: readonly string[]): Promise<void> {
  await call.terminal.write(call.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
}

/** A line on standard error, in the language of the one who runs it. */
export function note(call: Call, text: Bilingual): void {
  call.terminal.note(say(call, text));
}
