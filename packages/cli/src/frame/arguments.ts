import { parseArgs } from 'node:util';
import type { Bilingual } from './model.ts';
import { suggestionFor } from './suggestion.ts';

/** One option or positional argument of a command. */
export type OptionDef = {
  readonly type: 'string' | 'boolean' | 'positional';
  readonly about: Bilingual;
  /** What stands for the value in the help: `FILE`. */
  readonly hint?: string;
  readonly required?: true;
  readonly alias?: string;
  /** The only values there are. */
  readonly oneOf?: readonly string[];
};

export type OptionDefs = Readonly<Record<string, OptionDef>>;

/** What every command takes besides its own. */
export const commonOptions = {
  json: { type: 'boolean', about: { ja: '結果を JSON で標準出力に出す', en: 'Print the result as JSON on standard output' } },
  lang: { type: 'string', hint: 'ja|en', oneOf: ['ja', 'en'], about: { ja: '表示する言語', en: 'Language of texts' } },
  help: { type: 'boolean', alias: 'h', about: { ja: '使い方を表示する', en: 'Show how to use it' } },
} as const satisfies OptionDefs;

/** Finds what is wrong with the arguments of a command: nothing is ever ignored in silence. */
export function argumentProblem(args: readonly string[], options: OptionDefs): Bilingual | undefined {
  const names = Object.keys(options).filter((name) => options[name]?.type !== 'positional');
  const { tokens } = parseArgs({ args: [...args], options: parserOptions(options), strict: false, tokens: true, allowPositionals: true });
  const given = new Set<string>();
  let positionals = 0;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals += 1;
    if (token.kind !== 'option') continue;
    const problem = given.has(token.name) ? twice(token.rawName) : optionProblem(token, options[token.name], names);
    if (problem) return problem;
    given.add(token.name);
  }
  return positionalProblem(args, positionals, options) ?? missingProblem(given, options);
}

type OptionToken = { readonly rawName: string; readonly value: string | undefined; readonly inlineValue: boolean | undefined };

function optionProblem(
  { rawName, value, inlineValue }: OptionToken,
  option: OptionDef | undefined,
  names: readonly string[],
): Bilingual | undefined {
  if (option === undefined || option.type === 'positional') return unknownOption(rawName, names);
  if (option.type === 'boolean') {
    return value === undefined ? undefined : { ja: `${rawName} に値は付けられません。`, en: `${rawName} takes no value.` };
  }
  if (isForgotten(value, inlineValue)) {
    const hint = option.hint ?? 'VALUE';
    return { ja: `${rawName} には値が必要です(${rawName} ${hint})。`, en: `${rawName} needs a value: ${rawName} ${hint}.` };
  }
  return value !== undefined && option.oneOf?.includes(value) === false ? notOneOf(rawName, value, option.oneOf) : undefined;
}

/** `--output --json` is a value that was forgotten, not a file of that name. */
function isForgotten(value: string | undefined, isInline: boolean | undefined): boolean {
  return value === undefined || value === '' || (isInline !== true && /^-./.test(value));
}

function unknownOption(rawName: string, names: readonly string[]): Bilingual {
  const near = suggestionFor(rawName.replace(/^-+/, ''), names);
  return {
    ja: `${rawName} というオプションはありません。${near ? `--${near} のことですか。` : '--help で一覧を表示します。'}`,
    en: `There is no option ${rawName}. ${near ? `Did you mean --${near}?` : '--help lists them.'}`,
  };
}

function notOneOf(name: string, value: string, known: readonly string[]): Bilingual {
  const near = suggestionFor(value, known);
  const list = known.length > 8 ? '' : known.join(', ');
  return {
    ja: `${name} に「${value}」は使えません。${near ? `${near} のことですか。` : ''}${list && `使える値: ${list}`}`.trim(),
    en: `${name} cannot be ${value}. ${near ? `Did you mean ${near}? ` : ''}${list && `It is one of ${list}.`}`.trim(),
  };
}

function twice(rawName: string): Bilingual {
  return { ja: `${rawName} が二度指定されています。`, en: `${rawName} is given twice.` };
}

function positionalProblem(args: readonly string[], count: number, options: OptionDefs): Bilingual | undefined {
  const wanted = Object.entries(options).filter(([, option]) => option.type === 'positional');
  const missing = wanted.slice(count).find(([, option]) => option.required);
  if (missing) {
    const name = missing[1].hint ?? missing[0].toUpperCase();
    return { ja: `${name} を指定してください。`, en: `${name} is missing.` };
  }
  if (count <= wanted.length) return undefined;
  const extra = args.at(-1) ?? '';
  return { ja: `引数が多すぎます(${extra})。`, en: `There is an argument too many: ${extra}.` };
}

function missingProblem(given: ReadonlySet<string>, options: OptionDefs): Bilingual | undefined {
  const missing = Object.entries(options).find(([name, option]) => option.required && option.type === 'string' && !given.has(name));
  if (!missing) return undefined;
  const [name, { hint = 'VALUE' }] = missing;
  return { ja: `--${name} ${hint} を指定してください。`, en: `--${name} ${hint} is missing.` };
}

type ParserOption = { readonly type: 'string' | 'boolean'; readonly short?: string };

function parserOptions(options: OptionDefs): Record<string, ParserOption> {
  const parsed = Object.entries(options).flatMap(([name, { type, alias }]) =>
    type === 'positional' ? [] : [[name, { type, ...(alias === undefined ? {} : { short: alias }) }] as const],
  );
  return Object.fromEntries(parsed);
}
