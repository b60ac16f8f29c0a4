import type { Answer, IdempotencyClaim } from '../../../core/answer.ts';
import type { Mode, Scope } from '../../../core/database.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { ImportFile } from '../decide/import-file.ts';
import type { Group, ImportKind, ImportRow } from '../model.ts';
import { groupsPerChunk } from '../policy.ts';
import { deleteUpload, insertChunk, insertUpload, queueUpload } from '../store.ts';
import type { ImportPorts } from './ports.ts';
import { importView } from './report.ts';

/** A file that a shop sends. */
export type Upload = {
  readonly mode: Mode;
  readonly merchantId: string;
  readonly kind: ImportKind;
  readonly importMode: ImportRow['import_mode'];
  readonly dryRun: boolean;
  readonly file: ReadableStream<Uint8Array>;
  readonly claim: IdempotencyClaim;
};

/** Runs work once per idempotency key, its answer kept in the same transaction; an earlier answer is given again. */
export type AnswerOnce = (claim: IdempotencyClaim, work: (unit: Unit) => Promise<Answer>) => Promise<Response>;

/**
 * Takes a file in as it arrives, a chunk in memory at a time. What is staged counts only when the last
 * transaction queues it; a file that breaks off, is refused or was sent before leaves nothing behind.
 */
export async function receiveUpload(ports: ImportPorts, upload: Upload, once: AnswerOnce): Promise<Response> {
  const staging = new Staging(ports, upload);
  let queued = false;
  try {
    const rowsTotal = await stageFile(upload, staging);
    let worked = false;
    const response = await once({ ...upload.claim, fingerprint: staging.fingerprint }, async (unit) => {
      worked = true;
      return staging.queue(unit, rowsTotal);
    });
    queued = worked;
    return response;
  } finally {
    if (!queued) await staging.discard();
  }
}

async function stageFile({ kind, file }: Upload, staging: Staging): Promise<number> {
  const reading = new ImportFile(kind);
  const reader = file.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) await staging.add(reading.push(piece.value));
    await staging.add(reading.end());
    await staging.flush();
    return reading.rows;
  } catch (error) {
    // The sender need not go on; that the stream is broken already is no news.
    await reader.cancel().catch(() => {});
    throw error;
  }
}

class Staging {
  readonly #ports: ImportPorts;
  readonly #upload: Upload;
  readonly #scope: Scope;
  readonly #importId: string;
  #waiting: Group[] = [];
  #chunks = 0;
  #groupsTotal = 0;
  #fingerprint: string;

  constructor(ports: ImportPorts, upload: Upload) {
    this.#ports = ports;
    this.#upload = upload;
    this.#scope = { mode: upload.mode, merchants: [upload.merchantId] };
    this.#importId = ports.ids.next('imp');
    this.#fingerprint = ports.crypto.digest(`${upload.claim.fingerprint} ${upload.kind} ${upload.importMode} ${upload.dryRun}`);
  }

  /** Of the content as it was understood: encoding, column order and the pieces it came in make no difference. */
  get fingerprint(): string {
    return this.#fingerprint;
  }

  async add(groups: readonly Group[]): Promise<void> {
    for (const group of groups) {
      this.#waiting.push(group);
      if (this.#waiting.length === (this.#ports.groupsPerChunk ?? groupsPerChunk)) await this.flush();
    }
  }

  async flush(): Promise<void> {
    const groups = this.#waiting;
    if (groups.length === 0) return;
    this.#waiting = [];
    this.#groupsTotal += groups.length;
    this.#fingerprint = this.#ports.crypto.digest(`${this.#fingerprint}\n${JSON.stringify(groups.map(({ wire }) => wire))}`);
    const chunkNo = this.#chunks;
    await this.#ports.units.inUnit(this.#scope, async (unit) => {
      if (chunkNo === 0) await this.#begin(unit);
      await insertChunk(unit, this.#named, { chunkNo, groups });
    });
    this.#chunks += 1;
  }

  async queue(unit: Unit, rowsTotal: number): Promise<Answer> {
    const row = await queueUpload(unit, this.#named, { rowsTotal, groupsTotal: this.#groupsTotal });
    if (!row) throw new Refused({ code: 'unavailable' });
    await this.#ports.queue.enqueue(unit.tx, 'imports.run', { mode: unit.mode, ...this.#named });
    return { status: 202, body: JSON.stringify(importView(row)) };
  }

  async discard(): Promise<void> {
    if (this.#chunks === 0) return;
    // What cannot be taken away now is swept up later; the reason for it must come through.
    await this.#ports.units.inUnit(this.#scope, (unit) => deleteUpload(unit, this.#named)).catch(() => {});
  }

  get #named(): { merchantId: string; importId: string } {
    return { merchantId: this.#upload.merchantId, importId: this.#importId };
  }

  #begin(unit: Unit): Promise<void> {
    const { merchantId, kind, importMode, dryRun } = this.#upload;
    return insertUpload(unit, { merchant_id: merchantId, id: this.#importId, kind, import_mode: importMode, dry_run: dryRun });
  }
}
