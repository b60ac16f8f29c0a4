#!/usr/bin/env node
import process from 'node:process';
import { exitCodes } from './model.ts';
import { nodeTerminal } from './platform/node-terminal.ts';
import { run } from './run.ts';

const ending = new AbortController();

// Asked once, what is under way ends by itself; asked twice, at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated);
    ending.abort(signal);
  });
}

// Whoever reads our output may have had enough, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  terminal: nodeTerminal(process, process.env),
  env: process.env,
  workingFolder: process.cwd(),
  systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
  signal: ending.signal,
});
