import { areAnchorsInstalled, installAnchors } from './anchors.ts';
import { startChild } from './child.ts';
import { type CpuMeter, createCpuMeter } from './cpu.ts';
import { createCounter, type Driver, runSlice } from './driver.ts';
import { exampleOrder, exampleSummary } from '../packages/sdk/tests/support/examples.ts';
import { machineLine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { printReport } from './report.ts';
import { openClients, type SdkClient } from './sdk-clients.ts';
import { figuresOf, notesOf, type SdkResults, sizesTable, slicesTable, targets } from './sdk-figures.ts';
import { sizesOf } from './sdk-sizes.ts';

type Plan = { readonly calls: readonly number[]; readonly rounds: number; readonly seconds: number; readonly warmUpSeconds: number };

const fullPlan = { seconds: 0.5, warmUpSeconds: 1 };
const quickPlan = { seconds: 0.1, warmUpSeconds: 0.05 };

/** One call by each client against a server that does nothing, alternating in one run (goal P10). */
export async function benchSdk({ quick, rounds, connections = [1, 16] }: BenchOptions): Promise<boolean> {
  // A smoke run works without the network; it measures the others when they are there.
  if (!quick) await installAnchors();
  const server = startChild('no-op');
  const clients: SdkClient[] = [];
  try {
    const { port } = await server.ask<{ port: number }>('open', { body: exampleSummary });
    const key = `sk_test_0123456789ab_${'x'.repeat(43)}`;
    clients.push(...(await openClients({ url: `http://127.0.0.1:${port}`, key, order: exampleOrder })));
    console.log(`${machineLine()}\n`);
    const meter = createCpuMeter(() => ({ client: process.pid, server: server.pid }));
    const faults: string[] = [];
    const plan: Plan = { ...(quick ? quickPlan : fullPlan), rounds, calls: connections };
    const results = await measure(clients, plan, { meter, faults });
    console.log(slicesTable(results));
    const sizes = await sizesOf();
    console.log(`\n${sizesTable(sizes)}`);
    const notes = notesOf(results, { areAnchorsInstalled: areAnchorsInstalled() });
    return printReport({ bench: 'sdk', figures: figuresOf(results, sizes), targets, faults, notes });
  } finally {
    for (const { close } of clients) await close?.();
    await server.stop();
  }
}

type Watch = { readonly meter: CpuMeter; readonly faults: string[] };

async function measure(clients: readonly SdkClient[], { calls, rounds, seconds, warmUpSeconds }: Plan, watch: Watch): Promise<SdkResults> {
  const results: SdkResults = new Map();
  const { meter, faults } = watch;
  for (const connections of calls) {
    for (const { call } of clients) await runSlice(loopDriver(call), { connections, seconds: warmUpSeconds, meter });
    for (let round = 0; round < rounds; round += 1) {
      process.stderr.write(`${connections} at a time, round ${round + 1} of ${rounds}\n`);
      for (const { name, call } of round % 2 === 0 ? clients : clients.toReversed()) {
        const slice = await runSlice(loopDriver(call), { connections, seconds, meter });
        const key = `${connections}/${name}` as const;
        results.set(key, [...(results.get(key) ?? []), slice]);
        const failed = Object.entries(slice.answers).filter(([answer]) => answer !== 'answered');
        faults.push(...failed.map(([error, count]) => `${name} at ${connections}: ${count} × ${error}`));
      }
    }
  }
  return results;
}

/** Calls again and again, so many at a time. */
function loopDriver(call: SdkClient['call']): Driver {
  const counter = createCounter();
  let isRunning = true;
  let loops: Promise<void>[] = [];
  const loop = async () => {
    while (isRunning) {
      const startedMs = performance.now();
      const answer = await call().then(
        () => 'answered',
        (error: unknown) => String(error),
      );
      counter.add(answer, performance.now() - startedMs);
    }
  };
  return {
    begin: async (connections) => {
      loops = Array.from({ length: connections }, loop);
    },
    mark: async () => counter.mark(),
    end: async () => {
      isRunning = false;
      await Promise.all(loops);
      return counter.result();
    },
  };
}
