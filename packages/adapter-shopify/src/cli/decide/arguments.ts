import { parseArgs } from 'node:util';
import type { Bilingual } from '../model.ts';

/** One option or positional argument of a command. */
export type OptionDef = {
  readonly type: 'string' | 'boolean' | 'positional';
  readonly about: Bilingual;
  /** What stands for the value in the help: `URL`. */
  readonly hint?: string;
  readonly required?: true;
};

export type OptionDefs = Readonly<Record<string, OptionDef>>;

/** What every command takes besides its own. */
export const commonOptions = {
  json: { type: 'boolean', about: { ja: '結果を JSON で標準出力に出す', en: 'Print the result as JSON on standard output' } },
  lang: { type: 'string', hint: 'ja|en', about: { ja: '表示する言語', en: 'Language of texts' } },
  env: { type: 'string', hint: 'FILE', about: { ja: '読む .env ファイル(既定は .env)', en: 'Which .env file to read (.env)' } },
  help: { type: 'boolean', about: { ja: '使い方を表示する', en: 'Show how to use it' } },
} as const satisfies OptionDefs;

/** Finds what is wrong with the arguments of a command: nothing is ever ignored in silence. */
export function argumentProblem(args: readonly string[], options: OptionDefs): Bilingual | undefined {
  const parserOptions = Object.fromEntries(
    Object.entries(options).flatMap(([name, { type }]) => (type === 'positional' ? [] : [[name, { type }] as const])),
  );
  const { tokens } = parseArgs({ args: [...args], options: parserOptions, strict: false, tokens: true, allowPositionals: true });
  const given = new Set<string>();
  let positionals = 0;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals += 1;
    if (token.kind !== 'option') continue;
    const problem = given.has(token.name) ? twice(token.rawName) : optionProblem(token, options[token.name]);
    if (problem) return problem;
    given.add(token.name);
  }
  return positionalProblem(args, positionals, options) ?? missingProblem(given, options);
}

type OptionToken = {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};

function optionProblem({ name, rawName, value, inlineValue }: OptionToken, option: OptionDef | undefined): Bilingual | undefined {
  if (option === undefined || option.type === 'positional') {
    return {
      ja: `${rawName} というオプションはありません。--help で一覧を表示します。`,
      en: `There is no option ${rawName}. --help lists them.`,
    };
  }
  if (option.type === 'boolean') {
    return value === undefined ? undefined : { ja: `${rawName} に値は付けられません。`, en: `${rawName} takes no value.` };
  }
  if (isForgotten(value, inlineValue)) {
    const hint = option.hint ?? 'VALUE';
    return { ja: `${rawName} には値が必要です(${rawName} ${hint})。`, en: `${rawName} needs a value: ${rawName} ${hint}.` };
  }
  return name === 'lang' ? languageProblem(value) : undefined;
}

/** `--shop --json` is a value that was forgotten, not a shop of that name. */
function isForgotten(value: string | undefined, isInline: boolean | undefined): value is undefined | '' {
  return value === undefined || value === '' || (isInline !== true && value.startsWith('-'));
}

function languageProblem(value: string): Bilingual | undefined {
  if (value === 'ja' || value === 'en') return undefined;
  return { ja: `--lang に「${value}」は使えません。使える値: ja, en`, en: `--lang cannot be ${value}. It is one of ja, en.` };
}

function twice(rawName: string): Bilingual {
  return { ja: `${rawName} が二度指定されています。`, en: `${rawName} is given twice.` };
}

function positionalProblem(args: readonly string[], count: number, options: OptionDefs): Bilingual | undefined {
  const wanted = Object.entries(options).filter(([, { type }]) => type === 'positional');
  const missing = wanted.slice(count).find(([, { required }]) => required);
  if (missing) {
    const name = missing[1].hint ?? missing[0].toUpperCase();
    return { ja: `${name} を指定してください。`, en: `${name} is missing.` };
  }
  if (count <= wanted.length) return undefined;
  return { ja: `引数が多すぎます(${args.at(-1) ?? ''})。`, en: `There is an argument too many: ${args.at(-1) ?? ''}.` };
}

function missingProblem(given: ReadonlySet<string>, options: OptionDefs): Bilingual | undefined {
  const missing = Object.entries(options).find(([name, { required, type }]) => required && type === 'string' && !given.has(name));
  if (!missing) return undefined;
  const [name, { hint = 'VALUE' }] = missing;
  return { ja: `--${name} ${hint} を指定してください。`, en: `--${name} ${hint} is missing.` };
}
