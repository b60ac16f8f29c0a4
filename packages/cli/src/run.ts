import type { Call, Surroundings } from './command.ts';
import { commands } from './commands/index.ts';
import { errorLines, errorReport, exitCodeOf } from './decide/exit-code.ts';
import { callOf, commonOptions, type Program, runProgram } from './frame/index.ts';
import type { ExitCode } from './model.ts';
import { version } from './version.ts';

const program: Program<Call> = {
  name: 'atobarai',
  about: {
    ja: '後払い決済のコマンドライン(Webhook の転送、サンドボックス、CSV の取込みと出力)',
    en: 'command line of Atobarai Kit (webhooks on localhost, the sandbox, CSV in and out)',
  },
  exits: {
    1: { ja: '失敗、または受け付けられなかった行がある', en: 'it failed, or rows were refused' },
    3: { ja: 'サインインしていない、またはキーが拒否された', en: 'not signed in, or the key was refused' },
    4: { ja: 'サーバーに届かない', en: 'the server cannot be reached' },
  },
  version,
  commonOptions,
  commands,
  failureOf(error, language) {
    const report = errorReport(error, language);
    return { exit: exitCodeOf(error), report, lines: errorLines(report) };
  },
};

/** Runs one command line, and answers how it ends. Never throws: what goes wrong is told where it belongs. */
export function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  return runProgram(program, argv, callOf(argv, surroundings));
}
