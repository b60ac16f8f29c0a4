import type { Bilingual, Language } from './model.ts';
import type { OptionDef, OptionDefs } from './arguments.ts';

export type Described = {
  readonly path: string;
  readonly about: Bilingual;
  readonly options: OptionDefs;
  readonly examples: readonly string[];
};

const words = {
  usage: { ja: '使い方', en: 'Usage' },
  options: { ja: 'オプション', en: 'Options' },
  examples: { ja: '例', en: 'Examples' },
  commands: { ja: 'コマンド', en: 'Commands' },
  exits: { ja: '終了コード', en: 'Exit codes' },
} as const satisfies Record<string, Bilingual>;

/** What a command line is called, what it is for, and what its exit codes mean where they differ. */
export type Title = {
  readonly name: string;
  readonly about: Bilingual;
  readonly exits: { readonly [code in 1 | 3 | 4]: Bilingual };
};

function exitRows({ exits }: Title): readonly (readonly [string, Bilingual])[] {
  return [
    ['0', { ja: '成功', en: 'all is well' }],
    ['1', exits[1]],
    ['2', { ja: '使い方の誤り', en: 'wrong usage' }],
    ['3', exits[3]],
    ['4', exits[4]],
    ['130', { ja: 'Ctrl+C で中断(SIGTERM は 143)', en: 'interrupted by Ctrl+C (143 by SIGTERM)' }],
  ];
}

/** The help of everything, or of the commands that begin with a word. */
export function overview(title: Title, commands: readonly Described[], language: Language): string[] {
  return [
    `${title.name}: ${title.about[language]}`,
    '',
    `${words.usage[language]}: ${title.name} <command> [options]`,
    '',
    `${words.commands[language]}:`,
    ...columns(commands.map((command) => [usageOf(command), command.about[language]])),
    '',
    `${words.exits[language]}:`,
    ...columns(exitRows(title).map(([code, text]) => [code, text[language]])),
  ];
}

/** The help of one command. */
export function helpOf(title: Title, command: Described, language: Language): string[] {
  const { about, options, examples } = command;
  return [
    about[language],
    '',
    `${words.usage[language]}: ${title.name} ${usageOf(command)} [options]`,
    '',
    `${words.options[language]}:`,
    ...columns(Object.entries(options).map(([name, option]) => [optionUsage(name, option), option.about[language]])),
    ...(examples.length === 0 ? [] : ['', `${words.examples[language]}:`, ...examples.map((example) => `  ${example}`)]),
  ];
}

function usageOf({ path, options }: Described): string {
  const given = Object.entries(options).flatMap(([name, option]) => {
    if (option.type !== 'positional') return option.required ? [`--${name} ${option.hint ?? 'VALUE'}`] : [];
    const hint = option.hint ?? name.toUpperCase();
    return [option.required ? hint : `[${hint}]`];
  });
  return [path, ...given].join(' ');
}

function optionUsage(name: string, { type, hint, alias }: OptionDef): string {
  if (type === 'positional') return hint ?? name.toUpperCase();
  return `${alias === undefined ? '' : `-${alias}, `}--${name}${type === 'string' ? ` ${hint ?? 'VALUE'}` : ''}`;
}

/** The first column as wide as its longest word; those are ASCII. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
