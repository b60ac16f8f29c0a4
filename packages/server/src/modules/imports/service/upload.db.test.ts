import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { adminRows, describeBothEngines, describePostgres } from '../../../../tests/support/databases.ts';
import { startImporting } from '../../../../tests/support/importing.ts';
import { headings, orderRow, orders } from '../imports.fixture.ts';
import { importTasks } from '../index.ts';

const manyRows = (count: number) => Array.from({ length: count }, (_, index) => orderRow(index));
const utf8 = (text: string) => new TextEncoder().encode(text);

function streamOf(...pieces: (Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(piece);
    },
  });
}

describeBothEngines('sending a file', (open) => {
  const left = async () =>
    adminRows(
      await open(),
      'select (select count(*) from imports)::int as imports, (select count(*) from import_chunks)::int as chunks, (select count(*) from idempotency_keys)::int as keys',
    );
  const nothing = [{ imports: 0, chunks: 0, keys: 0 }];

  it.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ['an empty file', '', 422, 'file_empty'],
    ['a header without rows', `${headings.join(',')}\r\n`, 422, 'file_empty'],
    ['a file without a column', orders(orderRow(1)).replace('請求金額', '金額'), 422, 'file_column_missing'],
    ['a header that cannot be read', `"店舗注文番号"x,\n${orderRow(1)}`, 422, 'file_record'],
    ['EUC-JP', new Uint8Array(iconv.encode(orders(orderRow(1)), 'euc-jp')), 422, 'file_encoding'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]), 422, 'file_encoding'],
    [
      'bytes that are wrong after a thousand orders',
      new Uint8Array(Buffer.concat([utf8(orders(...manyRows(1_001))), Buffer.from([0xff])])),
      422,
      'file_encoding',
    ],
  ])('F13: refuses %s with a clear error and keeps nothing of it', async (_, file, status, code) => {
    const importing = await startImporting(await open());
    const sent = await importing.send(file);
    expect([sent.status, sent.json['code']]).toEqual([status, code]);
    expect(String(sent.json['detail'])).toMatch(/。$/);
    expect(await left()).toEqual(nothing);
    expect(importing.jobs).toEqual([]);
  });

  it('F13: names the missing columns in the words of the file', async () => {
    const importing = await startImporting(await open());
    const sent = await importing.send('店舗注文番号,運送会社,送り状番号\nS-1,yamato,970897044176', {
      query: 'kind=shipments',
      headers: { 'accept-language': 'en' },
    });
    expect(sent.json).toMatchObject({
      code: 'file_column_missing',
      fields: [{ path: 'サービス' }],
      detail: expect.stringContaining('サービス・出荷日'),
    });
  });

  it('F13: refuses a file over the limit, whether its length was told or not, and keeps nothing of it', async () => {
    const importing = await startImporting(await open(), { fileLimitBytes: 300_000 });
    const file = orders(...manyRows(1_500));
    for (const sent of [
      await importing.send(file, { headers: { 'content-length': '300001' } }),
      await importing.send(streamOf(utf8(file.slice(0, 100_000)), utf8(file.slice(100_000)))),
    ]) {
      expect([sent.status, sent.json['code']]).toEqual([413, 'file_too_large']);
      expect(String(sent.json['detail'])).toContain('300,000');
    }
    expect(await left()).toEqual(nothing);
    expect((await importing.send(orders(orderRow(1)))).status).toBe(202);
  });

  it('takes CSV and nothing else, and only with an idempotency key and a kind', async () => {
    const importing = await startImporting(await open());
    const file = orders(orderRow(1));
    expect(await importing.send(file, { headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 400,
      json: { code: 'unsupported_media_type' },
    });
    expect(await importing.send(file, { headers: { 'content-type': 'Text/CSV; charset=shift_jis; header=present' } })).toMatchObject({
      status: 202,
    });
    expect(await importing.send(file, { key: 'two words' })).toMatchObject({ status: 400, json: { code: 'idempotency_key_invalid' } });
    expect(await importing.send(file, { query: 'kind=payouts' })).toMatchObject({ status: 422, json: { fields: [{ path: 'kind' }] } });
    expect(await importing.send(file, { query: 'kind=orders&mode=some' })).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'mode' }] },
    });
  });

  it('sent again with its key it is answered with the same bytes, whatever its encoding and the order of its columns, and imported once', async () => {
    const importing = await startImporting(await open());
    const rows = manyRows(600);
    const first = await importing.send(orders(...rows), { key: 'file-1' });
    const turned = [headings, ...rows.map((row) => row.slice(1, -1).split('","'))].map((cells) => cells.toReversed().join(',')).join('\n');
    const again = [
      await importing.send(orders(...rows), { key: 'file-1' }),
      await importing.send(new Uint8Array(iconv.encode(orders(...rows), 'cp932')), { key: '"file-1"' }),
      await importing.send(streamOf(utf8('\ufeff'), ...Array.from(turned.match(/[^]{1,5000}/g) ?? [], utf8)), { key: 'file-1' }),
    ];
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    for (const sent of again) {
      expect([sent.status, sent.text]).toEqual([202, first.text]);
      expect(sent.headers.get('idempotent-replayed')).toBe('true');
    }
    expect(importing.jobs).toHaveLength(1);
    expect(await left()).toEqual([{ imports: 1, chunks: 2, keys: 1 }]);
  });

  it('refuses a key that was used for another file, or for the same one to another end', async () => {
    const importing = await startImporting(await open());
    await importing.send(orders(...manyRows(501)), { key: 'file-1' });
    const reused = { status: 422, json: { code: 'idempotency_key_reused' } };
    expect(await importing.send(orders(...manyRows(500), orderRow(500, { 数量: '2' })), { key: 'file-1' })).toMatchObject(reused);
    expect(await importing.send(orders(orderRow(500, { 数量: '2' }), ...manyRows(500)), { key: 'file-1' })).toMatchObject(reused);
    expect(await importing.send(orders(...manyRows(501)), { key: 'file-1', query: 'kind=orders&dryRun=true' })).toMatchObject(reused);
    expect(await importing.send(orders(...manyRows(501)), { key: 'file-1', query: 'kind=orders&mode=all' })).toMatchObject(reused);
    expect(await left()).toEqual([{ imports: 1, chunks: 2, keys: 1 }]);
  });

  it('keeps nothing of a file whose sender is cut off', async () => {
    const importing = await startImporting(await open());
    const sent = importing.send(streamOf(utf8(orders(...manyRows(1_200))), new Error('the line went dead')));
    await expect(sent).rejects.toThrow('the line went dead');
    expect(await left()).toEqual(nothing);
    expect((await importing.send(orders(...manyRows(2)), { key: 'key-1' })).status).toBe(202); // The same key may try again.
  });

  it('sweeps up what an upload staged before its process died, a day later, and nothing else', async () => {
    const importing = await startImporting(await open());
    const { id } = await importing.importAll(orders(orderRow(1)));
    const database = await open();
    await database.admin(`insert into imports (merchant_id, mode, id, kind, import_mode, dry_run, status, created_at)
      values ('${importing.merchantId}', 'test', 'imp_dead', 'orders', 'partial', false, 'uploading', '2026-10-10T03:00:00Z')`);
    await database.admin(
      `insert into import_chunks (merchant_id, mode, import_id, chunk_no, groups) values ('${importing.merchantId}', 'test', 'imp_dead', 0, '\\x00')`,
    );
    const [task] = importTasks;
    const due = (until: string) =>
      importing.units.inUnit({ mode: 'test', merchants: 'all' }, async (unit) => task?.next(unit.tx, until as never));
    expect(await due('2026-10-11T02:59:59.000Z')).toBeNull();
    expect(await due('2026-10-12T00:00:00.000Z')).toBe('2026-10-11T03:00:00.000Z');
    importing.moveTo('2026-10-11T03:00:00Z');
    expect(await importing.units.inUnit({ mode: 'test', merchants: 'all' }, async (unit) => task?.run(unit))).toBe(1);
    expect(await due('2027-01-01T00:00:00.000Z')).toBeNull();
    expect(await adminRows(database, 'select import_id from import_chunks')).toEqual([{ import_id: id }]);
  });
});

describePostgres('sending a file twice at once', (open) => {
  it('imports it once; the other is answered the same, or told to come back', async () => {
    const importing = await startImporting(await open());
    const file = orders(...manyRows(700));
    const sent = await Promise.all(Array.from({ length: 6 }, () => importing.send(file, { key: 'file-1' })));
    expect(sent.filter(({ status }) => status !== 202).map(({ json }) => json['code'])).toEqual(
      sent.filter(({ status }) => status !== 202).map(() => 'idempotency_in_progress'),
    );
    expect(new Set(sent.filter(({ status }) => status === 202).map(({ text }) => text)).size).toBe(1);
    expect(importing.jobs).toHaveLength(1);
    expect(await adminRows(await open(), 'select count(*)::int as chunks from import_chunks')).toEqual([{ chunks: 2 }]);
  });
});
