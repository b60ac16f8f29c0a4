import { callOf, givenValue, type Program, runProgram } from '@atobarai/cli/frame';
import { type Call, commonOptions, type Surroundings } from './command.ts';
import { commands } from './commands/index.ts';
import { errorReport } from './decide/error-report.ts';
import type { ExitCode } from './model.ts';
import { version } from './version.ts';

const program: Program<Call> = {
  name: 'atobarai-shopify',
  about: { ja: 'Shopify で後払い決済を使うためのコマンドライン', en: 'command line of the Shopify adapter' },
  exits: {
    1: { ja: '失敗、または直すべきことがある', en: 'it failed, or something must be mended' },
    3: { ja: '設定が足りない、または拒否された', en: 'settings are missing or were refused' },
    4: { ja: '届かない、または使用中', en: 'it cannot be reached, or is in use' },
  },
  version,
  commonOptions,
  commands,
  failureOf(error, language) {
    const { code, exit, lines } = errorReport(error);
    const texts = lines.map((line) => line[language]);
    return { exit, report: { code, message: texts.join('\n') }, lines: texts };
  },
};

/** Runs one command line, and answers how it ends. Never throws: what goes wrong is told where it belongs. */
export function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  return runProgram(program, argv, { ...callOf(argv, surroundings), envFile: givenValue('--env', argv) });
}
