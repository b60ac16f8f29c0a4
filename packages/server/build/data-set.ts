import { cp } from 'node:fs/promises';
import { join } from 'node:path';

const names = ['README.md', 'orders.csv', 'shipments.csv', 'expected.json'];

/** Puts what the demo reads beside the built files: outside the repository there is no folder of examples. */
export async function copyDataSet(outFolder: string): Promise<void> {
  const from = join(import.meta.dirname, '../../../examples/data/orders-300');
  await Promise.all(names.map((name) => cp(join(from, name), join(outFolder, 'data/orders-300', name))));
}

if (import.meta.main) await copyDataSet(join(import.meta.dirname, '../dist'));
