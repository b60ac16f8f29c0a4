import * as z from 'zod/mini';
import { byId, ImportId } from './ids.ts';
import { operation } from './operation.ts';
import { Reason } from './order-state.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, named, oneOf } from './primitives.ts';
import { Problem } from './problem.ts';
import { Warning } from './warnings.ts';

export const importKinds = ['orders', 'shipments'] as const;

/** `partial` takes the good rows; `all` takes the file only when every row is good. */
export const importModes = ['partial', 'all'] as const;

export const importStatuses = ['queued', 'running', 'completed', 'failed'] as const;

const progress = {
  id: ImportId,
  kind: oneOf(importKinds),
  mode: oneOf(importModes),
  dryRun: z.boolean(),
  status: oneOf(importStatuses),
  rowsTotal: z.int(),
  /** Orders or shipments in the file: several rows can be one. */
  groupsTotal: z.int(),
  groupsDone: z.int(),
  accepted: z.int(),
  refused: z.int(),
  /** Why the file as a whole was refused. */
  problem: z.nullable(Problem),
  createdAt: Instant,
  finishedAt: z.nullable(Instant),
};

export const Import = named('Import', z.object(progress));

/** What became of one order or shipment of the file. `row` counts the file's lines, the header is 1. */
export const ImportResult = named(
  'ImportResult',
  z.object({
    row: z.int(),
    shopOrderId: z.nullable(z.string()),
    ok: z.boolean(),
    id: z.optional(z.string()),
    code: z.optional(z.string()),
    /** The column or field that is wrong. */
    field: z.optional(z.string()),
    messageJa: z.optional(z.string()),
    messageEn: z.optional(z.string()),
    /** Of orders: how screening decided. */
    status: z.optional(z.string()),
    reasons: z.optional(z.array(Reason)),
    warnings: z.optional(z.array(Warning)),
  }),
);

export const ImportReport = named('ImportReport', z.object({ ...progress, results: pageOf(ImportResult) }));

export const createImport = operation({
  id: 'imports.create',
  method: 'POST',
  path: '/v1/imports',
  summary: { ja: 'CSV(UTF-8 または CP932)をまとめて登録する', en: 'Import a CSV file in UTF-8 or CP932' },
  access: ['sk'],
  scope: 'imports:write',
  idempotency: 'required',
  query: z.strictObject({
    kind: oneOf(importKinds),
    /** Checks every row and registers nothing. */
    dryRun: z.optional(z.boolean()),
    mode: z.optional(oneOf(importModes)),
  }),
  body: 'csv',
  replies: { 202: { schema: Import, description: { ja: '受け付けた取込み', en: 'The import, accepted' } } },
  codes: [
    'file_empty',
    'file_encoding',
    'file_column_missing',
    'file_too_large',
    'file_record',
    'feature_not_enabled',
    'merchant_not_live',
  ],
});

export const getImport = operation({
  id: 'imports.get',
  method: 'GET',
  path: '/v1/imports/:id',
  summary: { ja: '取込みの進み具合と行ごとの結果(ファイル順)', en: 'Progress of an import and its results, in file order' },
  access: ['sk'],
  scope: 'imports:write',
  params: byId(ImportId),
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: ImportReport, description: { ja: '取込み', en: 'The import' } } },
  codes: ['not_found'],
});

export type Import = z.infer<typeof Import>;
export type ImportKind = (typeof importKinds)[number];
export type ImportResult = z.infer<typeof ImportResult>;
export type ImportReport = z.infer<typeof ImportReport>;
