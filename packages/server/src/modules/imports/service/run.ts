import type { Scope } from '../../../core/database.ts';
import type { Unit } from '../../../core/unit.ts';
import type { ImportJob, ImportRow } from '../model.ts';
import { type Counts, endImport, type Ending, findImport, loadGroups, moveStatus, noteChunk, openChunks } from '../store.ts';
import type { KindOfWork, WorkOn } from './kinds.ts';
import { ordersOf } from './orders.ts';
import type { ImportPorts } from './ports.ts';
import { shipmentsOf } from './shipments.ts';

/**
 * Works an import chunk by chunk, each in its own transaction. It may die anywhere and be run again:
 * chunks that are done are passed over, and the one it died in comes out as if nothing had happened.
 */
export async function runImport(ports: ImportPorts, { mode, merchantId, importId }: ImportJob): Promise<void> {
  const scope: Scope = { mode, merchants: [merchantId] };
  const row = await ports.units.inUnit(scope, (unit) => beginImport(unit, { merchantId, importId }));
  if (!row) return;
  const work: WorkOn = { scope, row, named: { merchantId, importId } };
  const kind = row.kind === 'orders' ? ordersOf(ports, work) : shipmentsOf(ports, work);
  if (row.status !== 'applying' && (row.dry_run || row.import_mode === 'all')) {
    const counts = await checkAll(ports, work, kind);
    const ending = endingOf(row, counts);
    if (ending) return end(ports, work, ending);
    await ports.units.inUnit(scope, (unit) => moveStatus(unit, work.named, { from: 'running', to: 'applying' }));
  }
  await applyAll(ports, kind, await ports.units.inUnit(scope, (unit) => openChunks(unit, work.named)));
  await end(ports, work, { status: 'completed' });
}

/** Undefined when there is nothing to do: the import has ended, or its upload was taken away. */
async function beginImport(unit: Unit, named: WorkOn['named']): Promise<ImportRow | undefined> {
  await moveStatus(unit, named, { from: 'queued', to: 'running' });
  const row = await findImport(unit, named);
  return row?.status === 'running' || row?.status === 'applying' ? row : undefined;
}

/** Looks at every row before any is taken; begun anew after a crash, because it changes nothing. */
async function checkAll({ units }: ImportPorts, { scope, named }: WorkOn, kind: KindOfWork): Promise<Counts> {
  const seen = new Set<string>();
  const counts = { groupsDone: 0, accepted: 0, refused: 0 };
  for (const chunkNo of await units.inUnit(scope, (unit) => openChunks(unit, named))) {
    const groups = await units.inUnit(scope, (unit) => loadGroups(unit, named, chunkNo));
    if (!groups) continue;
    const results = await kind.check({ chunkNo, groups }, seen);
    const accepted = results.filter((result) => result.ok).length;
    counts.groupsDone += results.length;
    counts.accepted += accepted;
    counts.refused += results.length - accepted;
    await units.inUnit(scope, (unit) => noteChunk(unit, named, { chunkNo, results }));
  }
  return counts;
}

/** In file order. While the database registers a chunk, the next one is checked and made ready. */
async function applyAll({ refreshStatistics }: ImportPorts, kind: KindOfWork, chunkNos: readonly number[]): Promise<void> {
  let next = chunkNos[0] === undefined ? undefined : kind.ready(chunkNos[0]);
  for (const [index, following] of [...chunkNos.slice(1), undefined].entries()) {
    const register = await next;
    next = following === undefined ? undefined : kind.ready(following);
    next?.catch(() => {}); // Heard of when its turn comes; until then another failure may end the run.
    await register?.();
    if (isPowerOfTwo(index + 1)) await refreshStatistics?.();
  }
}

/** Each time the import has doubled what it registered. */
function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}

/** How an import ends after it was looked at; undefined when it is now to be applied. */
function endingOf({ import_mode, dry_run }: ImportRow, counts: Counts): Ending | undefined {
  if (import_mode === 'all' && counts.refused > 0) return { status: 'failed', counts: { ...counts, accepted: 0 } };
  return dry_run ? { status: 'completed', counts } : undefined;
}

async function end({ units }: ImportPorts, { scope, named }: WorkOn, ending: Ending): Promise<void> {
  await units.inUnit(scope, async (unit) => {
    const row = await endImport(unit, named, ending);
    if (!row) return;
    const { kind, import_mode, dry_run, groups_total, accepted, refused } = row;
    await unit.tell([
      {
        merchantId: named.merchantId,
        type: `import.${ending.status}`,
        resource: { type: 'import', id: named.importId },
        sequence: row.sequence,
        data: { kind, mode: import_mode, dryRun: dry_run, status: ending.status, groupsTotal: groups_total, accepted, refused },
      },
    ]);
  });
}
