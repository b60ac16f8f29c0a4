#!/usr/bin/env node
import { homedir } from 'node:os';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { runAsProcess } from './frame/index.ts';
import { nodeTerminal } from './platform/node-terminal.ts';
import { run } from './run.ts';

await runAsProcess((argv, given) =>
  run(argv, {
    ...given,
    terminal: nodeTerminal(process, process.env),
    homeFolder: homedir(),
    sleep: (ms) => wait(ms, undefined, { signal: given.signal }),
    now: Date.now,
  }),
);
