import type { Mode } from '../../../core/database.ts';
import type { Unit } from '../../../core/unit.ts';
import type { ImportJob } from '../model.ts';
import { findUnfinished } from '../store.ts';
import type { ImportPorts } from './ports.ts';
import { runImport } from './run.ts';
import { type AnswerOnce, receiveUpload, type Upload } from './upload.ts';

export type Importer = {
  /** Stages a file and queues it: 202, or a refusal of the file as a whole. */
  readonly receive: (upload: Upload, once: AnswerOnce) => Promise<Response>;
  /** The handler of the queue's `imports.run`. */
  readonly run: (job: ImportJob) => Promise<void>;
  /** Queues again what was left unfinished, for a queue that forgets its jobs when the process ends. */
  readonly requeue: (mode: Mode) => Promise<void>;
};

export function createImporter(ports: ImportPorts): Importer {
  return {
    receive: (upload, once) => receiveUpload(ports, upload, once),
    run: (job) => runImport(ports, job),
    requeue: (mode) =>
      ports.units.inUnit({ mode, merchants: 'all' }, async (unit: Unit) => {
        for (const named of await findUnfinished(unit)) await ports.queue.enqueue(unit.tx, 'imports.run', { mode, ...named });
      }),
  };
}
