import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

type Line = {
  bench: string;
  figures: Record<string, number>;
  targets: Record<string, number>;
  met: boolean;
  faults?: string[];
  anchor?: string;
  chromium?: string;
};

async function quickRun(bench: string): Promise<{ output: string; line: Line }> {
  const nodeFlags = ['--conditions=source', '--disable-warning=ExperimentalWarning'];
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeFlags, main, bench, '--quick']);
  return { output: stdout, line: JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Line };
}

// Whether the figures are good is asked by hand, on a quiet machine.
describe('a smoke run of a bench', () => {
  it('P1: orders by HTTP leave the books right, and the table ends with a line for machines', { timeout: 180_000 }, async () => {
    const { output, line } = await quickRun('orders');
    expect(output).toMatch(/\| 8 server +\|/);
    expect(output).toMatch(/\| 8 naive +\|/);
    expect(output).toMatch(/\| 8 server on PGlite +\|/);
    expect(output).toContain('fsync on');
    expect(line).toMatchObject({ bench: 'orders', met: false, targets: { p1_ratio_32: 1, p1_ratio_64: 1.3 } });
    expect(line.faults).toBeUndefined();
    if (line.anchor !== 'none') expect(line.figures['p1_ratio_8']).toBeGreaterThan(0);
  });

  it('P5: an imported file leaves the books right, and the table ends with a line for machines', { timeout: 180_000 }, async () => {
    const { output, line } = await quickRun('import');
    expect(output).toMatch(/\| 1,000 orders +\|/);
    expect(line).toMatchObject({ bench: 'import', targets: { p5_ratio: 25, p5_peak_ratio: 1.2 } });
    expect(line.faults).toBeUndefined();
    expect(line.figures['p5_ratio']).toBeGreaterThan(0);
  });

  it('P10: every client is answered, and the table ends with a line for machines', { timeout: 180_000 }, async () => {
    const { output, line } = await quickRun('sdk');
    expect(output).toMatch(/\| 1 ours, nodeTransport\(\) +\|/);
    expect(output).toMatch(/\| 16 ky alone +\|/);
    expect(line).toMatchObject({ bench: 'sdk', targets: { p10_ky_ratio_1: 0.95, p10_node_ratio_16: 2.5 } });
    expect(line.faults).toBeUndefined();
    expect(line.figures['kb_ours_createclient']).toBeLessThan(30);
  });

  it('P8, P9: the widget is weighed, shown and used, and the table ends with a line for machines', { timeout: 180_000 }, async () => {
    const { output, line } = await quickRun('widget');
    expect(output).toMatch(/\| ours: element in two languages +\|/);
    expect(line).toMatchObject({ bench: 'widget', targets: { p8_element_kib: 15, p9_mount_ratio: 0.25, inp_ms: 50 } });
    expect(line.figures['p8_element_kib']).toBeLessThanOrEqual(15);
    if (line.chromium === 'none') return;
    expect(line.faults).toBeUndefined();
    expect(line.figures['painted_ms']).toBeGreaterThan(0);
    expect(line.figures['inp_quantity_ms']).toBeGreaterThan(0);
  });

  it(
    'P15: no webhook is lost and every order comes to rest, and the table ends with a line for machines',
    { timeout: 180_000 },
    async () => {
      const { output, line } = await quickRun('shopify');
      expect(output).toContain('fsync on');
      expect(line).toMatchObject({ bench: 'shopify', targets: { p15_ack_p99_ms: 100, p15_lost: 0 } });
      expect(line.faults).toBeUndefined();
      expect(line.figures).toMatchObject({ p15_lost: 0, converged_share: 1 });
    },
  );
});
