import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import { encodeCp932 } from '../src/decide/cp932.ts';
import { slipNumber } from '../src/trigger/stage.ts';
import { type Machine, newMachine } from './support/cli.ts';
import { orderRows } from './support/order-rows.ts';

let server: NodeServer;
let machine: Machine;
beforeAll(async () => {
  server = await nodeServer();
  await server.client.sandbox.setClock('2026-10-10T12:00:00+09:00');
});
afterAll(() => server.close());
beforeEach(async () => {
  machine = await newMachine({ ATOBARAI_KEY: server.keys.merchants[0]?.secretKey ?? '', ATOBARAI_BASE_URL: server.baseUrl });
});
afterEach(() => machine.remove());

const place = (name: string) => join(machine.home, name);
const put = (name: string, content: string | Uint8Array) => writeFile(place(name), content);
const sjis = new TextDecoder('shift_jis', { fatal: true });

let numbers = 0;
/** A number that no other test uses. */
const number = () => `C-${(numbers += 1)}`;
/** A person of one's own, so that no test is in the way of another. */
const phone = () => `090-${String(10_000_000 + numbers * 137).replace(/(\d{4})$/, '-$1')}`;
const good = () => ({ 店舗注文番号: number(), 電話番号: phone() });

describe('orders import', () => {
  it('SF-11: takes a good file in UTF-8 and tells how screening decided', async () => {
    await put('orders.csv', `\ufeff${orderRows(good(), { ...good(), メールアドレス: 'reject@example.jp' })}`);
    const ran = await machine.run('orders import orders.csv --json');
    expect(ran).toMatchObject({ code: 0, notes: [] });
    expect(ran.json).toMatchObject({ status: 'completed', groupsTotal: 2, accepted: 2, refused: 0, errorsFile: null, refusals: [] });
    expect(ran.json['statuses']).toEqual({ approved: 1, rejected: 1 });
    expect(ran.shown.at(-1)).toBe('Orders 2/2');
    await expect(stat(place('orders.errors.csv'))).rejects.toThrow('ENOENT');
  });

  it.each(['utf-8', 'cp932'] as const)(
    'writes what is wrong into a file in %s; mended there and sent as it is, it is taken',
    async (encoding) => {
      const bytes = (text: string) => (encoding === 'cp932' ? encodeCp932(text) : new Uint8Array(Buffer.from(text)));
      const read = async (name: string) => (encoding === 'cp932' ? sjis : new TextDecoder()).decode(await readFile(place(name)));
      const [first, second, third] = [good(), good(), good()];
      const wrong = { ...second, 会社名: '㈱髙①', 請求金額: '4400', 電話番号: '12' };
      const file = orderRows(first, wrong, { ...wrong, 商品名: '②枚目 "大"'.replaceAll('"', '""'), 単価: '1100' }, third);
      await put('orders.csv', bytes(file));

      const refused = await machine.run('orders import orders.csv --lang ja --json');
      expect(refused.code).toBe(1);
      expect(refused.json).toMatchObject({ accepted: 2, refused: 1, errorRows: 2, errorsFile: place('orders.errors.csv') });
      expect(refused.json['refusals']).toMatchObject([
        { row: 3, shopOrderId: second.店舗注文番号, field: '電話番号', code: 'phone_invalid' },
      ]);
      expect((await stat(place('orders.errors.csv'))).mode & 0o777).toBe(0o600);

      const errors = await read('orders.errors.csv');
      const [heading, ...given] = file.trimEnd().split('\r\n');
      const message = String((refused.json['refusals'] as { messageJa: string }[])[0]?.messageJa);
      expect(errors.trimEnd().split('\r\n')).toEqual([
        `"エラー行","エラー列","エラーコード","エラー内容",${heading}`,
        `"3","電話番号","phone_invalid","${message}",${given[1]}`,
        `"","","","",${given[2]}`,
      ]);

      // As it is, it is refused again, under a new name: what somebody is mending is not written over.
      const again = await machine.run('orders import orders.errors.csv --json');
      expect(again.json).toMatchObject({ accepted: 0, refused: 1, errorsFile: place('orders.errors-2.csv') });
      expect((await readFile(place('orders.errors-2.csv'))).toString('latin1').match(/phone_invalid/g)).toHaveLength(1);

      await put('orders.errors.csv', bytes(errors.replaceAll('"12"', `"${phone()}"`)));
      const mended = await machine.run('orders import orders.errors.csv --json');
      expect(mended).toMatchObject({ code: 0, json: { accepted: 1, refused: 0 } });
      const { data } = await server.client.orders.list({ shopOrderId: second.店舗注文番号 }).page();
      const order = await server.client.orders.get(data[0]?.id ?? '');
      expect(order).toMatchObject({ billedAmount: 4_400, buyer: { name: '髙橋 翔' } });
      expect(order.items.map(({ name }) => name)).toEqual(['①番の皿', '②枚目 "大"']);
    },
  );

  it('only looks with --dry-run, and says so', async () => {
    const row = good();
    await put('orders.csv', orderRows(row, { ...good(), 税率: '9' }));
    const ran = await machine.run('orders import orders.csv --dry-run');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('Checked; nothing was registered.');
    expect(ran.out).toContain('2 in all, 1 accepted, 1 refused');
    expect((await server.client.orders.list({ shopOrderId: row.店舗注文番号 }).page()).data).toEqual([]);
  });

  it('takes nothing with --mode all when a row is wrong', async () => {
    const row = good();
    await put('orders.csv', orderRows(row, { ...good(), 税率: '9' }));
    const ran = await machine.run('orders import orders.csv --mode all --json --errors wrong.csv');
    expect(ran).toMatchObject({ code: 1, json: { status: 'failed', accepted: 0, errorsFile: place('wrong.csv') } });
    expect((await server.client.orders.list({ shopOrderId: row.店舗注文番号 }).page()).data).toEqual([]);
  });

  it('takes a pipe', async () => {
    const ran = await machine.run('orders import - --json', { input: orderRows(good(), { ...good(), 税率: '9' }) });
    expect(ran).toMatchObject({ code: 1, json: { accepted: 1, errorsFile: place('orders.errors.csv') } });
  });

  it('reads every page of the results of a long file', async () => {
    const rows = Array.from({ length: 130 }, (_, index) => ({ ...good(), 税率: index % 2 === 0 ? '10' : '9' }));
    await put('long.csv', orderRows(...rows));
    const ran = await machine.run('orders import long.csv --dry-run --json');
    expect(ran.json).toMatchObject({ accepted: 65, refused: 65, errorRows: 65 });
    expect((await readFile(place('long.errors.csv'), 'utf8')).trimEnd().split('\r\n')).toHaveLength(66);
  });

  it.each([
    ['orders import missing.csv', 'file_unreadable', 1],
    ['orders import empty.csv', 'file_empty', 1],
    ['orders import short.csv', 'file_column_missing', 1],
    ['orders import short.csv --errors short.csv', 'usage', 2],
  ])('%s is refused as a whole', async (line, code, exit) => {
    await put('empty.csv', '');
    await put('short.csv', '店舗注文番号\r\nA-1\r\n');
    expect(await machine.run(`${line} --json`)).toMatchObject({ code: exit, json: { error: { code } } });
  });
});

describe('shipments import', () => {
  it('SF-16: registers slips, and writes those that are wrong into a file of their own', async () => {
    const row = good();
    await put('orders.csv', orderRows(row));
    await machine.run('orders import orders.csv');
    const lines = ['店舗注文番号,運送会社,サービス,送り状番号,出荷日', `${row.店舗注文番号},yamato,parcel,${slipNumber()},2026-10-10`];
    await put('slips.csv', [...lines, `UNKNOWN,yamato,parcel,${slipNumber()},2026-10-10`].join('\n'));
    const ran = await machine.run('shipments import slips.csv --json');
    expect(ran).toMatchObject({ code: 1, json: { kind: 'shipments', accepted: 1, refused: 1, errorRows: 1 } });
    const errors = await readFile(place('slips.errors.csv'), 'utf8');
    expect(errors.split('\n')[1]).toMatch(/^"3","","order_not_found",".+",UNKNOWN,yamato,/);
  });
});

describe('export', () => {
  it('SF-49: writes a file only its owner can read, in CP932 when that is wished', async () => {
    const row = { ...good(), 会社名: '㈱髙①' };
    await put('orders.csv', orderRows(row));
    await machine.run('orders import orders.csv');
    const ran = await machine.run('export orders --encoding cp932 -o out.csv --json');
    const bytes = await readFile(place('out.csv'));
    expect(ran).toMatchObject({ code: 0, json: { file: place('out.csv'), bytes: bytes.length, encoding: 'cp932' } });
    expect((await stat(place('out.csv'))).mode & 0o777).toBe(0o600);
    const line = sjis
      .decode(bytes)
      .split('\r\n')
      .find((text) => text.includes(`"${row.店舗注文番号}"`));
    expect(line).toContain('"㈱髙①"');
  });

  it('goes to standard output as it comes, byte for byte', async () => {
    const ran = await machine.run('export shipments');
    expect(ran).toMatchObject({ code: 0, notes: [] });
    expect(ran.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(ran.out).toContain('"店舗注文番号","運送会社"');
    expect((await machine.run('export orders --from 2030-01-01 --to 2030-01-02')).out.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('leaves the earlier file alone when it fails', async () => {
    await put('out.csv', 'earlier');
    const ran = await machine.run('export orders -o out.csv', { env: { ATOBARAI_BASE_URL: 'http://127.0.0.1:9' } });
    expect(ran.code).toBe(4);
    expect(await readFile(place('out.csv'), 'utf8')).toBe('earlier');
  });

  it('imports again what it exported', async () => {
    await machine.run('trigger order.approved');
    const before = await machine.run('export orders -o all.csv --json');
    expect(before.code).toBe(0);
    const ran = await machine.run('orders import all.csv --dry-run --json');
    const refusals = ran.json['refusals'] as { code: string }[];
    expect(refusals.length).toBeGreaterThan(0);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['duplicate_order']));
  });
});
