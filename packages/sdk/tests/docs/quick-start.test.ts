import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../../server/tests/support/node-server.ts';
import { codeBlocks, root, writeBlocks } from '../support/code-blocks.ts';

let server: NodeServer;
let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  server = await nodeServer();
  const port = await freePort();
  // Only the two addresses are other than a reader would have them.
  const blocks = codeBlocks('packages/sdk/README.md').map((block) => ({
    ...block,
    code: block.code
      .replace('http://localhost:4400', server.baseUrl)
      .replace(/localhost:3000|(?<=listen\()3000/, (address) => address.replace('3000', port)),
  }));
  const written = await writeBlocks(join(root, 'packages/sdk/.cache/quick-start'), blocks);
  folder = dirname([...written.keys()][0] ?? '');
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await server.close();
});

async function freePort(): Promise<string> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return String(typeof address === 'object' ? address?.port : '');
}

/** A file of the README as its reader runs it: a process of its own. */
function start(file: string, env: Record<string, string> = {}) {
  const apiKey = server.keys.merchants[0]?.secretKey ?? '';
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', file], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ATOBARAI_KEY: apiKey, ...env },
  });
  running.add(child);
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part.toString();
      for (const listener of listeners) listener();
    });
  }
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const said = (words: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.match(words)) resolve();
      };
      listeners.add(look);
      look();
      void exited.then(() => reject(new Error(`${file} ended without saying ${String(words)}:\n${text}`)));
    });
  return { exited, said, text: () => text };
}

async function run(file: string): Promise<string> {
  const program = start(file);
  const code = await program.exited;
  expect([file, code, program.text()]).toEqual([file, 0, expect.any(String)]);
  return program.text();
}

it(
  'SF-01 SF-07: five files of the README lead from an order to its payout, and every event arrives signed',
  { timeout: 120_000 },
  async () => {
    const secret = /whsec_\S+/.exec(await run('endpoint.ts'))?.[0] ?? '';
    const receiver = start('receiver.ts', { ATOBARAI_WEBHOOK_SECRET: secret });
    expect(await run('order.ts')).toMatch(/^ord_\w+ approved \[\]/);
    await receiver.said(/A-\d+: ship it/);
    await receiver.said('advance.eligible');
    const payout = await run('payout.ts');
    expect(payout).toMatch(/^\d{4}-\d\d-\d\d completed: \d+ yen\n {2}/);
    expect(payout).toMatch(/\n {2}advance 33000\n/);
    await receiver.said(/\d+ yen have arrived/);
    await receiver.said(/paid on \d{4}-\d\d-\d\d/);
    expect(receiver.text()).not.toMatch(/evt_|Error/);
  },
);
