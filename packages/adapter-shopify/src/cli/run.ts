import { type Call, type Command, say, type Surroundings } from './command.ts';
import { commands } from './commands/index.ts';
import { argumentProblem, commonOptions } from './decide/arguments.ts';
import { commandPath } from './decide/command-path.ts';
import { errorReport } from './decide/error-report.ts';
import { helpOf, overview } from './decide/help.ts';
import { languageOf } from './decide/language.ts';
import { type ExitCode, exitCodes, usageError } from './model.ts';
import { version } from './version.ts';

/** Runs one command line, and answers how it ends. Never throws: what goes wrong is told where it belongs. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { env, systemLocale, signal } = surroundings;
  const call: Call = {
    ...surroundings,
    language: languageOf(valueOf('--lang', argv), env, systemLocale),
    json: argv.includes('--json'),
    envFile: valueOf('--env', argv),
  };
  try {
    return await dispatch(argv, call);
  } catch (error) {
    if (signal.aborted) return signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
    const { code, exit, lines } = errorReport(error);
    const texts = lines.map((line) => say(call, line));
    if (call.json) await call.terminal.write(`${JSON.stringify({ error: { code, message: texts.join('\n') } })}\n`);
    for (const text of texts) call.terminal.note(text);
    return exit;
  }
}

function valueOf(option: string, argv: readonly string[]): string | undefined {
  const at = argv.indexOf(option);
  return at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith(`${option}=`))?.slice(option.length + 1);
}

async function dispatch(argv: readonly string[], call: Call): Promise<ExitCode> {
  const paths = commands.map(({ path }) => path);
  const { words, unknown, args } = commandPath(argv, paths);
  const found = commands.find(({ path }) => path === words.join(' '));
  if (found) return runOne(found, call, args);
  const written = [...words, unknown ?? ''].join(' ').trim();
  if (unknown !== undefined) {
    throw usageError({
      ja: `「${written}」というコマンドはありません。--help で一覧を表示します。`,
      en: `There is no command ${written}. --help lists them.`,
    });
  }
  if (words.length === 0 && args.includes('--version')) return show(call, { version }, [version]);
  const group = commands.filter(({ path }) => words.length === 0 || path.startsWith(`${words.join(' ')} `));
  if (words.length > 0 && !args.includes('--help')) {
    const list = group.map(({ path }) => path);
    throw usageError({ ja: `続くコマンドを指定してください: ${list.join('、')}`, en: `Which of them? ${list.join(', ')}` });
  }
  const problem = argumentProblem(args, commonOptions);
  if (problem) throw usageError(problem);
  return show(call, { commands: group.map(({ path, about }) => ({ path, about: say(call, about) })) }, overview(group, call.language));
}

async function runOne(found: Command, call: Call, args: readonly string[]): Promise<ExitCode> {
  if (args.includes('--help')) return show(call, { path: found.path, about: say(call, found.about) }, helpOf(found, call.language));
  const problem = argumentProblem(args, found.options);
  if (problem) throw usageError(problem);
  return found.run(call, args);
}

async function show(call: Call, value: unknown, lines: readonly string[]): Promise<ExitCode> {
  await call.terminal.write(call.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
  return exitCodes.ok;
}
