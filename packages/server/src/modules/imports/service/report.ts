import type { Import, Problem } from '@atobarai/sdk/contract';
import { type Refusal, Refused } from '../../../core/result.ts';
import { inJapan } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { ImportRow, StoredStatus } from '../model.ts';
import { findImport, loadResults, type PlacedResult } from '../store.ts';

/** Why a file as a whole was refused, when it was: all or nothing, and something was wrong. */
export function refusalOf({ import_mode, status, refused }: ImportRow): Refusal | undefined {
  return import_mode === 'all' && status === 'failed' && refused > 0
    ? { code: 'file_rows_refused', values: { count: refused } }
    : undefined;
}

/** An import as the API shows it. */
export function importView(row: ImportRow, problem: Problem | null = null): Import {
  return {
    id: row.id,
    kind: row.kind,
    mode: row.import_mode,
    dryRun: row.dry_run,
    status: shownStatus(row.status),
    rowsTotal: row.rows_total,
    groupsTotal: row.groups_total,
    groupsDone: row.groups_done,
    accepted: row.accepted,
    refused: row.refused,
    problem,
    createdAt: inJapan(row.created_at),
    finishedAt: row.finished_at && inJapan(row.finished_at),
  };
}

function shownStatus(status: StoredStatus): Import['status'] {
  if (status === 'uploading') return 'queued';
  return status === 'applying' ? 'running' : status;
}

export async function existingImport(unit: Unit, merchantId: string, importId: string): Promise<ImportRow> {
  const row = await findImport(unit, { merchantId, importId });
  if (!row) throw new Refused({ code: 'not_found' });
  return row;
}

export type ResultQuery = {
  readonly merchantId: string;
  readonly importId: string;
  readonly after: string | undefined;
  readonly limit: number;
};

export function resultsOf(unit: Unit, { after, ...query }: ResultQuery): Promise<PlacedResult[]> {
  return loadResults(unit, { ...query, after: after === undefined ? undefined : readCursor(after) });
}

export function cursorOf({ chunk_no, place }: PlacedResult): string {
  return `${chunk_no}.${place}`;
}

function readCursor(text: string): { chunkNo: number; place: number } {
  const [, chunkNo, place] = /^(\d{1,6})\.(\d{1,6})$/.exec(text) ?? [];
  if (chunkNo === undefined) throw new Refused({ code: 'type', path: 'after' });
  return { chunkNo: Number(chunkNo), place: Number(place) };
}
