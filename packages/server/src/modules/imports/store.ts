import type { Tx } from '../../core/database.ts';
import { everything } from '../../core/due-task.ts';
import { addMs, type Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Group, ImportResult, ImportRow, StoredStatus } from './model.ts';

type Named = { readonly merchantId: string; readonly importId: string };

const columns = `merchant_id, id, kind, import_mode, dry_run, status, sequence, rows_total, groups_total, groups_done, accepted, refused,
  created_at, finished_at`;

export async function insertUpload(
  unit: Unit,
  row: Pick<ImportRow, 'merchant_id' | 'id' | 'kind' | 'import_mode' | 'dry_run'>,
): Promise<void> {
  await unit.tx.query(
    `insert into imports (merchant_id, mode, id, kind, import_mode, dry_run, status, created_at)
     values ($1, $2, $3, $4, $5, $6, 'uploading', $7::timestamptz)`,
    [row.merchant_id, unit.mode, row.id, row.kind, row.import_mode, row.dry_run, unit.now],
  );
}

/** Groups hold personal data, so they lie here sealed, and only until they are worked. */
export async function insertChunk(
  unit: Unit,
  { merchantId, importId }: Named,
  chunk: { readonly chunkNo: number; readonly groups: readonly Group[] },
): Promise<void> {
  await unit.tx.query('insert into import_chunks (merchant_id, mode, import_id, chunk_no, groups) values ($1, $2, $3, $4, $5)', [
    merchantId,
    unit.mode,
    importId,
    chunk.chunkNo,
    unit.crypto.seal(JSON.stringify(chunk.groups)),
  ]);
}

export type UploadTotals = { readonly rowsTotal: number; readonly groupsTotal: number };

/** Undefined when the upload was swept up meanwhile. */
export async function queueUpload(unit: Unit, { merchantId, importId }: Named, totals: UploadTotals): Promise<ImportRow | undefined> {
  const [row] = await unit.tx.query<ImportRow>(
    `update imports set status = 'queued', rows_total = $4, groups_total = $5, created_at = $6::timestamptz
     where merchant_id = $1 and mode = $2 and id = $3 and status = 'uploading' returning ${columns}`,
    [merchantId, unit.mode, importId, totals.rowsTotal, totals.groupsTotal, unit.now],
  );
  return row;
}

/** Takes an upload away that was not queued; one that was stays. */
export async function deleteUpload(unit: Unit, { merchantId, importId }: Named): Promise<void> {
  await unit.tx.query(
    `with gone as (delete from imports where merchant_id = $1 and mode = $2 and id = $3 and status = 'uploading' returning id)
     delete from import_chunks c using gone where c.merchant_id = $1 and c.mode = $2 and c.import_id = gone.id`,
    [merchantId, unit.mode, importId],
  );
}

export async function nextAbandoned(
  tx: Tx,
  until: Instant,
  { afterMs, except = [] }: { readonly afterMs: number; readonly except?: readonly string[] | undefined },
): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    `select min(created_at) as at from imports where mode = $1 and status = 'uploading' and id <> all($2::text[])`,
    [tx.scope.mode, except],
  );
  const due = row?.at ? addMs(row.at, afterMs) : null;
  return due !== null && due <= until ? due : null;
}

const mostSweptPerRun = 100;

export async function deleteAbandoned(unit: Unit, afterMs: number, choice = everything): Promise<number> {
  const rows = await unit.tx.query<Named>(
    `select merchant_id as "merchantId", id as "importId" from imports
     where mode = $1 and status = 'uploading' and created_at <= $2 and id <> all($3::text[]) order by id limit $4`,
    [unit.mode, addMs(unit.now, -afterMs), choice.except, Math.min(mostSweptPerRun, choice.most)],
  );
  choice.took(rows.map(({ merchantId, importId: id }) => ({ merchantId, id })));
  for (const row of rows) await deleteUpload(unit, row);
  return rows.length;
}

export async function findImport(unit: Unit, { merchantId, importId }: Named): Promise<ImportRow | undefined> {
  const [row] = await unit.tx.query<ImportRow>(
    `select ${columns} from imports where merchant_id = $1 and mode = $2 and id = $3 and status <> 'uploading'`,
    [merchantId, unit.mode, importId],
  );
  return row;
}

/** Imports that were taken in and are not done, of all merchants: for a queue that forgets. */
export function findUnfinished(unit: Unit): Promise<Named[]> {
  return unit.tx.query<Named>(
    `select merchant_id as "merchantId", id as "importId" from imports where mode = $1 and status in ('queued', 'running', 'applying') order by id`,
    [unit.mode],
  );
}

/** Goes on from one status to the next; false when it stood elsewhere. */
export async function moveStatus(
  unit: Unit,
  { merchantId, importId }: Named,
  step: { readonly from: StoredStatus; readonly to: StoredStatus },
): Promise<boolean> {
  const rows = await unit.tx.query(
    'update imports set status = $5 where merchant_id = $1 and mode = $2 and id = $3 and status = $4 returning id',
    [merchantId, unit.mode, importId, step.from, step.to],
  );
  return rows.length > 0;
}

/** The chunks that still hold their groups, which are those not worked yet. */
export async function openChunks(unit: Unit, { merchantId, importId }: Named): Promise<number[]> {
  const rows = await unit.tx.query<{ chunk_no: number }>(
    'select chunk_no from import_chunks where merchant_id = $1 and mode = $2 and import_id = $3 and groups is not null order by chunk_no',
    [merchantId, unit.mode, importId],
  );
  return rows.map((row) => row.chunk_no);
}

/** Holds the chunk until the transaction ends. Undefined when it was worked already. */
export async function loadGroups(unit: Unit, { merchantId, importId }: Named, chunkNo: number): Promise<readonly Group[] | undefined> {
  const [row] = await unit.tx.query<{ groups: Uint8Array | null }>(
    'select groups from import_chunks where merchant_id = $1 and mode = $2 and import_id = $3 and chunk_no = $4 for update',
    [merchantId, unit.mode, importId, chunkNo],
  );
  return row?.groups ? (JSON.parse(unit.crypto.open(row.groups)) as Group[]) : undefined;
}

export type ChunkResults = { readonly chunkNo: number; readonly results: readonly ImportResult[] };

/** A chunk is done: its results stay, the buyers' data goes. Done twice, it counts once. */
export async function closeChunk(unit: Unit, { merchantId, importId }: Named, { chunkNo, results }: ChunkResults): Promise<void> {
  const accepted = results.filter((result) => result.ok).length;
  await unit.tx.query(
    `with closed as (
       update import_chunks set results = $5::jsonb, groups = null
       where merchant_id = $1 and mode = $2 and import_id = $3 and chunk_no = $4 and groups is not null returning 1)
     update imports set groups_done = groups_done + $6::int, accepted = accepted + $7::int, refused = refused + $8::int
     where merchant_id = $1 and mode = $2 and id = $3 and exists (select from closed)`,
    [merchantId, unit.mode, importId, chunkNo, JSON.stringify(results), results.length, accepted, results.length - accepted],
  );
}

/** What was found of a chunk without doing anything: kept aside, the groups stay. */
export async function noteChunk(unit: Unit, { merchantId, importId }: Named, { chunkNo, results }: ChunkResults): Promise<void> {
  await unit.tx.query(
    'update import_chunks set results = $5::jsonb where merchant_id = $1 and mode = $2 and import_id = $3 and chunk_no = $4 and groups is not null',
    [merchantId, unit.mode, importId, chunkNo, JSON.stringify(results)],
  );
}

export type Counts = { readonly groupsDone: number; readonly accepted: number; readonly refused: number };
export type Ending = { readonly status: 'completed' | 'failed'; readonly counts?: Counts };

/** Undefined when it had ended before. */
export async function endImport(unit: Unit, { merchantId, importId }: Named, { status, counts }: Ending): Promise<ImportRow | undefined> {
  const [row] = await unit.tx.query<ImportRow>(
    `update imports set status = $4, finished_at = $5::timestamptz, sequence = sequence + 1,
       groups_done = coalesce($6::int, groups_done), accepted = coalesce($7::int, accepted), refused = coalesce($8::int, refused)
     where merchant_id = $1 and mode = $2 and id = $3 and status in ('running', 'applying') returning ${columns}`,
    [merchantId, unit.mode, importId, status, unit.now, counts?.groupsDone ?? null, counts?.accepted ?? null, counts?.refused ?? null],
  );
  if (row) await closeRest(unit, { merchantId, importId }, status);
  return row;
}

/** The buyers' data goes. Where nothing was registered for the sake of the bad rows, the good ones came to nothing and are not told. */
async function closeRest(unit: Unit, { merchantId, importId }: Named, status: Ending['status']): Promise<void> {
  await unit.tx.query(
    `update import_chunks set groups = null,
       results = case when $4 = 'failed' then jsonb_path_query_array(results, '$[*] ? (@.ok == false)') else results end
     where merchant_id = $1 and mode = $2 and import_id = $3 and groups is not null`,
    [merchantId, unit.mode, importId, status],
  );
}

/** Which of these numbers a shop has given to orders before, and the orders that have them. */
export async function findTaken(unit: Unit, merchantId: string, shopOrderIds: readonly string[]): Promise<Map<string, string>> {
  // Behind `offset 0` each look-up goes by its index, also while a young table has no statistics.
  const rows = await unit.tx.query<{ shop_order_id: string; id: string }>(
    `select o.shop_order_id, o.id from unnest($3::text[]) as wanted (number)
       cross join lateral (select shop_order_id, id from orders where merchant_id = $1 and mode = $2 and shop_order_id = wanted.number offset 0) o`,
    [merchantId, unit.mode, shopOrderIds],
  );
  return new Map(rows.map((row) => [row.shop_order_id, row.id]));
}

export type PlacedResult = { readonly chunk_no: number; readonly place: number; readonly result: ImportResult };
export type ResultPage = Named & {
  readonly after: { readonly chunkNo: number; readonly place: number } | undefined;
  readonly limit: number;
};

/** In the order of the file; of chunks that are done. One more than asked for tells that there is more. */
export function loadResults(unit: Unit, { merchantId, importId, after, limit }: ResultPage): Promise<PlacedResult[]> {
  return unit.tx.query<PlacedResult>(
    `select c.chunk_no, r.place::int as place, r.result from import_chunks c
       cross join lateral jsonb_array_elements(c.results) with ordinality as r (result, place)
     where c.merchant_id = $1 and c.mode = $2 and c.import_id = $3 and c.groups is null and c.chunk_no >= $4
       and (c.chunk_no, r.place) > ($4, $5)
     order by c.chunk_no, r.place limit $6`,
    [merchantId, unit.mode, importId, after?.chunkNo ?? 0, after?.place ?? 0, limit + 1],
  );
}
