import type { Scope } from '../../../core/database.ts';
import type { Group, ImportResult, ImportRow } from '../model.ts';

/** One chunk of an import as it is worked on. */
export type Chunk = { readonly chunkNo: number; readonly groups: readonly Group[] };

/** How orders or shipments are checked and registered; the run around it is the same. */
export type KindOfWork = {
  /** What would become of each group. Registers nothing. `seen` goes from chunk to chunk. */
  readonly check: (chunk: Chunk, seen: Set<string>) => Promise<readonly ImportResult[]>;
  /**
   * Makes a chunk ready and answers how to register it: what is good is registered, and what became of
   * each group is written down. Registered twice, it counts once. The next chunk may be made ready meanwhile.
   */
  readonly ready: (chunkNo: number) => Promise<() => Promise<void>>;
};

export type WorkOn = {
  readonly scope: Scope;
  readonly row: ImportRow;
  readonly named: { readonly merchantId: string; readonly importId: string };
};
