import { type Call, type Command, say, type Surroundings } from './command.ts';
import { commands } from './commands/index.ts';
import { argumentProblem } from './decide/arguments.ts';
import { commandPath } from './decide/command-path.ts';
import { errorLines, errorReport, exitCodeOf } from './decide/exit-code.ts';
import { helpOf, overview } from './decide/help.ts';
import { languageOf } from './decide/language.ts';
import { suggestionFor } from './decide/suggestion.ts';
import { type Bilingual, type ExitCode, exitCodes, usageError } from './model.ts';
import { version } from './version.ts';

/** Runs one command line, and answers how it ends. Never throws: what goes wrong is told where it belongs. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { env, systemLocale, signal } = surroundings;
  const call: Call = { ...surroundings, language: languageOf(languageAsked(argv), env, systemLocale), json: argv.includes('--json') };
  try {
    return await dispatch(argv, call);
  } catch (error) {
    if (signal.aborted) return signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
    const report = errorReport(error, call.language);
    if (call.json) await call.terminal.write(`${JSON.stringify({ error: report })}\n`);
    for (const line of errorLines(report)) call.terminal.note(line);
    return exitCodeOf(error);
  }
}

function languageAsked(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--lang');
  return at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length);
}

async function dispatch(argv: readonly string[], call: Call): Promise<ExitCode> {
  const paths = commands.map(({ path }) => path);
  const { words, unknown, args } = commandPath(argv, paths);
  const found = commands.find(({ path }) => path === words.join(' '));
  if (found) return runOne(found, call, args);
  if (unknown !== undefined)
    throw usageError(unknownCommand({ words, unknown, next: args.find((argument) => !argument.startsWith('-')) }, paths));
  if (words.length === 0 && args.includes('--version')) return show(call, { version }, [version]);
  const group = commands.filter(({ path }) => words.length === 0 || path.startsWith(`${words.join(' ')} `));
  if (words.length > 0 && !asksForHelp(args)) {
    throw usageError({
      ja: `続くコマンドを指定してください: ${group.map(({ path }) => path).join('、')}`,
      en: `Which of them? ${group.map(({ path }) => path).join(', ')}`,
    });
  }
  const problem = argumentProblem(args, rootOptions);
  if (problem) throw usageError(problem);
  return show(call, { commands: group.map(({ path, about }) => ({ path, about: say(call, about) })) }, overview(group, call.language));
}

const rootOptions = {
  json: { type: 'boolean', about: { ja: '', en: '' } },
  lang: { type: 'string', oneOf: ['ja', 'en'], about: { ja: '', en: '' } },
  help: { type: 'boolean', alias: 'h', about: { ja: '', en: '' } },
  version: { type: 'boolean', about: { ja: '', en: '' } },
} as const;

async function runOne(found: Command, call: Call, args: readonly string[]): Promise<ExitCode> {
  if (asksForHelp(args)) return show(call, { path: found.path, about: say(call, found.about) }, helpOf(found, call.language));
  const problem = argumentProblem(args, found.options);
  if (problem) throw usageError(problem);
  return found.run(call, args);
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

async function show(call: Call, value: unknown, lines: readonly string[]): Promise<ExitCode> {
  await call.terminal.write(call.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
  return exitCodes.ok;
}

type Unknown = { readonly words: readonly string[]; readonly unknown: string; readonly next: string | undefined };

function unknownCommand({ words, unknown, next }: Unknown, paths: readonly string[]): Bilingual {
  const written = [...words, unknown].join(' ');
  const groups = paths.map((path) => path.split(' ')[0] ?? path);
  const near = suggestionFor(`${written} ${next ?? ''}`.trim(), paths) ?? suggestionFor(written, [...paths, ...new Set(groups)]);
  return {
    ja: `「${written}」というコマンドはありません。${near ? `${near} のことですか。` : 'atobarai --help で一覧を表示します。'}`,
    en: `There is no command ${written}. ${near ? `Did you mean ${near}?` : 'atobarai --help lists them.'}`,
  };
}
