import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** CPU that has been used, in milliseconds of one core. */
export type CpuReading = { readonly byPart: Readonly<Record<string, number>>; readonly own: number; readonly machine: number };

/** What one stretch of the run used, by part, and the share of the machine that others used meanwhile. */
export type CpuUse = { readonly byPart: Readonly<Record<string, number>>; readonly foreignShare: number };

type ProcessTimes = { readonly parent: number; readonly used: number };

const tickMs = 10; // USER_HZ is 100 wherever Linux runs.

/** Every process: its parent, and the CPU that it and its ended children used. */
function readProcesses(): Map<number, ProcessTimes> {
  const found = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const line = statLine(name);
    if (line) found.set(Number(name), line);
  }
  return found;
}

function statLine(pid: string): ProcessTimes | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), used: (user + system + endedUser + endedSystem) * tickMs };
  } catch {
    return undefined; // It ended between the list and the look.
  }
}

export function parentOf(pid: number): number | undefined {
  return statLine(String(pid))?.parent;
}

function familyOf(root: number, processes: ReadonlyMap<number, ProcessTimes>): Set<number> {
  const family = new Set([root]);
  const children = Map.groupBy(processes, ([, { parent }]) => parent);
  for (const member of family) for (const [child] of children.get(member) ?? []) family.add(child);
  return family;
}

function usedBy(pids: Iterable<number>, processes: ReadonlyMap<number, ProcessTimes>): number {
  let used = 0;
  for (const pid of pids) used += processes.get(pid)?.used ?? 0;
  return used;
}

function readMachine(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'latin1').split('\n', 1)[0] ?? '').split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = fields.map(Number);
  return (user + nice + system + interrupts + softInterrupts) * tickMs;
}

export type CpuMeter = { readonly read: () => CpuReading; readonly between: (from: CpuReading, to: CpuReading, seconds: number) => CpuUse };

/** Reads what the parts of the run use: each is a process with its descendants. Only Linux tells. */
export function createCpuMeter(parts: () => Readonly<Record<string, number | undefined>>): CpuMeter {
  return {
    read() {
      if (!existsSync('/proc/stat')) return { byPart: {}, own: 0, machine: 0 };
      const processes = readProcesses();
      const roots = Object.entries(parts()).flatMap(([part, pid]) =>
        pid === undefined ? [] : [[part, familyOf(pid, processes)] as const],
      );
      const own = new Set([...familyOf(process.pid, processes), ...roots.flatMap(([, family]) => [...family])]);
      return {
        byPart: Object.fromEntries(roots.map(([part, family]) => [part, usedBy(family, processes)])),
        own: usedBy(own, processes),
        machine: readMachine(),
      };
    },
    between(from, to, seconds) {
      const foreignMs = to.machine - from.machine - (to.own - from.own);
      return {
        byPart: Object.fromEntries(Object.entries(to.byPart).map(([part, used]) => [part, used - (from.byPart[part] ?? used)])),
        foreignShare: Math.max(0, foreignMs / (seconds * 1_000 * availableParallelism())),
      };
    },
  };
}
