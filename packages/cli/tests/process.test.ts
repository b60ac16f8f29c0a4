import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import { register } from '../src/trigger/stage.ts';
import { orderRows } from './support/order-rows.ts';
import { shopReceiver } from './support/receiver.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;

let server: NodeServer;
let home: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  server = await nodeServer();
  await server.client.sandbox.setClock('2026-10-10T12:00:00+09:00');
  home = await mkdtemp(join(tmpdir(), 'atobarai-cli-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

type Started = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly said: () => string;
  readonly says: (word: string) => Promise<void>;
  readonly ended: Promise<number | null>;
};

function start(line: string, env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...line.split(' ')], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      LANG: 'ja_JP.UTF-8',
      FORCE_COLOR: '1',
      ATOBARAI_KEY: server.keys.merchants[0]?.secretKey ?? '',
      ATOBARAI_BASE_URL: server.baseUrl,
      ...env,
    },
  });
  children.add(child);
  const heard = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (part: Buffer) => {
      heard[name] = Buffer.concat([heard[name], part]);
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  const said = () => heard.stderr.toString();
  const out = () => heard.stdout.toString();
  const says = (word: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (`${out()}${said()}`.includes(word)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then((code) => reject(new Error(`ended with ${code} without saying ${word}:\n${out()}${said()}`)));
    });
  return { child, out, said, says, ended };
}

async function whole(started: Started, input?: string): Promise<{ code: number | null; out: string; said: string }> {
  started.child.stdin?.end(input ?? '');
  const code = await started.ended;
  return { code, out: started.out(), said: started.said() };
}

const escape = String.fromCharCode(27);

describe('the command as a process', () => {
  it('speaks the language of the shell, without a colour in a pipe', async () => {
    const ran = await whole(start('doctor'));
    expect(ran).toMatchObject({ code: 0, said: '' });
    expect(ran.out).toContain('サンプル雑貨店(テスト');
    expect(ran.out).not.toContain(escape);
  });

  it('ends with the code of what went wrong', async () => {
    const codes = await Promise.all([
      whole(start('clock shw')),
      whole(start('clock show', { ATOBARAI_KEY: '' })),
      whole(start('clock show', { ATOBARAI_BASE_URL: 'http://127.0.0.1:9' })),
      whole(start('events resend evt_0000000000000000000000')),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([2, 3, 4, 1]);
    expect(codes.map(({ out }) => out)).toEqual(['', '', '', '']);
  });

  it('asks nobody when nobody is there', async () => {
    expect(await whole(start('login'))).toMatchObject({ code: 2, said: expect.stringContaining('--api-key') });
  });

  it('takes a file from a pipe and writes one to a pipe', async () => {
    const sent = await whole(start('orders import - --json'), orderRows({ 店舗注文番号: 'P-1' }));
    expect(sent.code, sent.said).toBe(0);
    expect(JSON.parse(sent.out)).toMatchObject({ accepted: 1 });
    expect(sent.said).toBe('');
    const exported = await whole(start('export orders'));
    expect(exported).toMatchObject({ code: 0, said: '' });
    expect(exported.out).toContain('"P-1"');
  });

  it('is not troubled by a reader who has seen enough', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({
      店舗注文番号: `H-${index}`,
      電話番号: `090-1${String(index).padStart(3, '0')}-5678`,
    }));
    await writeFile(join(home, 'many.csv'), orderRows(...rows));
    const { code, said } = await whole(start('orders import many.csv'));
    expect(code, said).toBe(0);
    const reading = start('export orders');
    reading.child.stdout?.once('data', () => reading.child.stdout?.destroy());
    expect(await reading.ended).toBe(0);
    expect(reading.said()).toBe('');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('listens until %s, and is killed anywhere without losing an event', async (signal, code) => {
    const receiver = await shopReceiver();
    try {
      receiver.secret = (await whole(start('listen --print-secret'))).out.trim();
      const line = `listen --forward-to ${receiver.url}`;
      const first = start(line);
      await first.says('イベントを待っています');
      // Killed in the middle of a delivery: it was sent, but not noted down.
      const caught = Promise.withResolvers<void>();
      receiver.answerWith = () => {
        first.child.kill('SIGKILL');
        caught.resolve();
        return 500;
      };
      await register({ client: server.client, signal: AbortSignal.timeout(60_000), operator: () => Promise.resolve(server.operator) });
      await caught.promise;
      await first.ended;
      receiver.answerWith = () => 200;
      const second = start(line);
      await second.says('→ 200');
      expect(receiver.heard).toHaveLength(2);
      expect(receiver.heard[0]?.id).toBe(receiver.heard[1]?.id);
      second.child.kill(signal);
      expect(await second.ended).toBe(code);
    } finally {
      await receiver.stop();
    }
  });
});
