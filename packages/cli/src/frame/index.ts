export { argumentProblem, commonOptions, type OptionDef, type OptionDefs } from './arguments.ts';
export { answer, type BasicSurroundings, type CallOf, type CommandOf, commandsWith, note, say, type Values } from './command.ts';
export { commandPath } from './command-path.ts';
export { type Bilingual, CommandError, type ExitCode, exitCodes, type Language, usageError } from './model.ts';
export { outputTo, type Output, type ProcessSurroundings, runAsProcess, type Streams, type Style } from './process.ts';
export { callOf, type Failure, givenValue, type Program, runProgram } from './program.ts';
export { suggestionFor } from './suggestion.ts';
