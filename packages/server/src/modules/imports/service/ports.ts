import type { Crypto } from '../../../core/crypto.ts';
import type { Mode, Scope, Tx } from '../../../core/database.ts';
import type { IdSource } from '../../../core/id.ts';
import type { Clock } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Intake, Registrar } from '../../registration/index.ts';
import type { ImportJob } from '../model.ts';

/** What imports need of the application around them. */
export type ImportPorts = {
  readonly units: { readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T> };
  readonly intake: Pick<Intake, 'agreementOf' | 'postal'>;
  readonly registrar: Pick<Registrar, 'registerAll'>;
  readonly ids: IdSource;
  readonly crypto: Crypto;
  readonly clockOf: (mode: Mode) => Clock;
  readonly queue: { readonly enqueue: (tx: Tx, name: 'imports.run', job: ImportJob) => Promise<void> };
  /**
   * Tells the database's planner how large the tables have become. A young table grows a thousandfold in
   * one import, and by the plans of an empty one every look-up would read all of it.
   */
  readonly refreshStatistics?: () => Promise<unknown>;
  /** How many orders or shipments are staged and registered together. */
  readonly groupsPerChunk?: number;
};
