export { type Bilingual, CommandError, type ExitCode, exitCodes, type Language, usageError } from '@atobarai/cli/frame';
