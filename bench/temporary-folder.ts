import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when this process is, whatever ends it but a kill. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'atobarai-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
