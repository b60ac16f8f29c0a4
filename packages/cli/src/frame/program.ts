import { argumentProblem, type OptionDefs } from './arguments.ts';
import { answer, type BasicCall, type BasicSurroundings, type CallOf, type CommandOf, say } from './command.ts';
import { commandPath } from './command-path.ts';
import { helpOf, overview, type Title } from './help.ts';
import { languageOf } from './language.ts';
import { type Bilingual, type ExitCode, exitCodes, type Language, usageError } from './model.ts';
import { suggestionFor } from './suggestion.ts';

/** How a command failed: for scripts a JSON value, for people lines on standard error. */
export type Failure = { readonly exit: ExitCode; readonly report: unknown; readonly lines: readonly string[] };

/** A command line: what it is called, what it can do, and what it says of failures. */
export type Program<Call> = Title & {
  readonly version: string;
  readonly commonOptions: OptionDefs;
  readonly commands: readonly CommandOf<Call>[];
  readonly failureOf: (error: unknown, language: Language) => Failure;
};

/** What the arguments say of every command: the language of its words, and for whom its output is. */
export function callOf<S extends BasicSurroundings>(argv: readonly string[], surroundings: S): CallOf<S> {
  const { env, systemLocale } = surroundings;
  return { ...surroundings, language: languageOf(givenValue('--lang', argv), env, systemLocale), json: argv.includes('--json') };
}

/** The value of an option that counts before the command is known. */
export function givenValue(option: string, argv: readonly string[]): string | undefined {
  const at = argv.indexOf(option);
  return at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith(`${option}=`))?.slice(option.length + 1);
}

/** Runs one command line, and answers how it ends. Never throws: what goes wrong is told where it belongs. */
export async function runProgram<Call extends BasicCall>(program: Program<Call>, argv: readonly string[], call: Call): Promise<ExitCode> {
  try {
    return await dispatch(program, argv, call);
  } catch (error) {
    if (call.signal.aborted) return call.signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
    const { exit, report, lines } = program.failureOf(error, call.language);
    if (call.json) await call.terminal.write(`${JSON.stringify({ error: report })}\n`);
    for (const line of lines) call.terminal.note(line);
    return exit;
  }
}

async function dispatch<Call extends BasicCall>(program: Program<Call>, argv: readonly string[], call: Call): Promise<ExitCode> {
  const { commands, commonOptions, version } = program;
  const paths = commands.map(({ path }) => path);
  const { words, unknown, args } = commandPath(argv, paths, commonOptions);
  const found = commands.find(({ path }) => path === words.join(' '));
  if (found) return runOne(program, found, { call, args });
  if (unknown !== undefined) {
    const next = args.find((argument) => !argument.startsWith('-'));
    throw usageError(unknownCommand({ words, unknown, next, name: program.name }, paths));
  }
  if (words.length === 0 && args.includes('--version')) return show(call, { version }, [version]);
  const group = commands.filter(({ path }) => words.length === 0 || path.startsWith(`${words.join(' ')} `));
  if (words.length > 0 && !asksForHelp(args)) throw usageError(incomplete(group.map(({ path }) => path)));
  const problem = argumentProblem(args, { ...commonOptions, version: { type: 'boolean', about: { ja: '', en: '' } } });
  if (problem) throw usageError(problem);
  const listed = group.map(({ path, about }) => ({ path, about: say(call, about) }));
  return show(call, { commands: listed }, overview(program, group, call.language));
}

type Run<Call> = { readonly call: Call; readonly args: readonly string[] };

async function runOne<Call extends BasicCall>(title: Title, found: CommandOf<Call>, { call, args }: Run<Call>): Promise<ExitCode> {
  if (asksForHelp(args)) return show(call, { path: found.path, about: say(call, found.about) }, helpOf(title, found, call.language));
  const problem = argumentProblem(args, found.options);
  if (problem) throw usageError(problem);
  return found.run(call, args);
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

async function show(call: BasicCall, value: unknown, lines: readonly string[]): Promise<ExitCode> {
  await answer(call, value, lines);
  return exitCodes.ok;
}

function incomplete(paths: readonly string[]): Bilingual {
  return { ja: `続くコマンドを指定してください: ${paths.join('、')}`, en: `Which of them? ${paths.join(', ')}` };
}

type Unknown = {
  readonly words: readonly string[];
  readonly unknown: string;
  readonly next: string | undefined;
  readonly name: string;
};

function unknownCommand({ words, unknown, next, name }: Unknown, paths: readonly string[]): Bilingual {
  const written = [...words, unknown].join(' ');
  const groups = paths.map((path) => path.split(' ')[0] ?? path);
  const near = suggestionFor(`${written} ${next ?? ''}`.trim(), paths) ?? suggestionFor(written, [...paths, ...new Set(groups)]);
  return {
    ja: `「${written}」というコマンドはありません。${near ? `${near} のことですか。` : `${name} --help で一覧を表示します。`}`,
    en: `There is no command ${written}. ${near ? `Did you mean ${near}?` : `${name} --help lists them.`}`,
  };
}
