import type { Scope } from '../../core/database.ts';
import type { Unit } from '../../core/unit.ts';
import { nationalPhone } from '../buyers/index.ts';
import { csvLine, headerLine } from './decide/csv-line.ts';
import { fileEncoder } from './decide/file-encoder.ts';
import { orderFileColumns, rowsOfOrder } from './decide/order-file.ts';
import { shipmentFileColumns } from './decide/shipment-file.ts';
import type { FileEncoding } from './model.ts';
import { rowsPerPage } from './policy.ts';
import { type ExportFilter, loadOrders, loadShipments } from './store.ts';

export type ExportUnits = { readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T> };

export type Wish = { readonly scope: Scope; readonly filter: ExportFilter; readonly encoding: FileEncoding };

export type ExportedFile = { readonly mediaType: string; readonly stream: ReadableStream<Uint8Array> };

/** Orders as they stand, a row per line of an order. */
export function exportOrders(units: ExportUnits, wish: Wish): Promise<ExportedFile> {
  return streamed(units, wish, {
    header: headerLine(orderFileColumns),
    load: (unit, after) => loadOrders(unit, wish.filter, after),
    lines: (order) =>
      rowsOfOrder(order, nationalPhone)
        .map((row) => csvLine(orderFileColumns, row))
        .join(''),
  });
}

/** 商品出荷登録一覧 as it stands, at any time (SF-49). */
export function exportShipments(units: ExportUnits, wish: Wish): Promise<ExportedFile> {
  return streamed(units, wish, {
    header: headerLine(shipmentFileColumns),
    load: (unit, after) => loadShipments(unit, wish.filter, after),
    lines: (shipment) => csvLine(shipmentFileColumns, shipment),
  });
}

type Source<Row> = {
  readonly header: string;
  readonly load: (unit: Unit, after: string) => Promise<readonly Row[]>;
  readonly lines: (row: Row) => string;
};

/**
 * A page is read when its bytes are asked for, in a transaction of its own: a slow reader holds no
 * connection and no snapshot. The first one is read at once, so that trouble is told as a problem.
 */
async function streamed<Row extends { readonly id: string }>(
  { inUnit }: ExportUnits,
  { scope, encoding }: Wish,
  source: Source<Row>,
): Promise<ExportedFile> {
  const { mediaType, encode } = fileEncoder(encoding);
  const pageAfter = (after: string) => inUnit(scope, (unit) => source.load(unit, after));
  let next: readonly Row[] | undefined = await pageAfter('');
  let head = source.header;
  const stream = new ReadableStream<Uint8Array>({
    async pull(file) {
      const page = next ?? [];
      const last = page.at(-1);
      file.enqueue(encode(head + page.map(source.lines).join('')));
      head = '';
      if (last === undefined || page.length < rowsPerPage) return file.close();
      next = await pageAfter(last.id);
      if (next.length === 0) file.close();
    },
  });
  return { mediaType, stream };
}
