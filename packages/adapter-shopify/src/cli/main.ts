#!/usr/bin/env node
import process from 'node:process';
import { runAsProcess } from '@atobarai/cli/frame';
import { nodeTerminal } from './platform/node-terminal.ts';
import { run } from './run.ts';

await runAsProcess((argv, given) => run(argv, { ...given, terminal: nodeTerminal(process, process.env) }));
