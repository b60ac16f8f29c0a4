import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDataSet } from './data-set.ts';
import { type Faults, fakeService } from './fake-service.ts';
import type { DataSet } from './model.ts';
import { type DemoReport, runDemo } from './run.ts';
import { displayWidth, pageWidth } from './table.ts';

let sample: DataSet;

beforeAll(async () => {
  sample = await readDataSet(join(import.meta.dirname, '../../../../examples/data/orders-300'));
});

async function run(faults: Faults = {}, dataSet = sample) {
  const lines: string[] = [];
  const { client, journal } = fakeService(dataSet, faults);
  const report: DemoReport = await runDemo({
    client,
    baseUrl: 'http://localhost:4400',
    dataSet,
    print: (...printed: string[]) => lines.push(printed.join('\t')),
  });
  return { report, lines, journal, text: lines.join('\n') };
}

describe('the demo', () => {
  it('sets the clock to noon before the first 出荷日, goes forward only, and ends 60 days later', async () => {
    const { journal } = await run();
    expect(journal.clock.slice(0, 3)).toEqual(['2026-10-10T12:00:00+09:00', '2026-10-11T10:00:00+09:00', '2026-10-12T10:00:00+09:00']);
    expect(journal.clock.at(-1)).toBe('2026-12-09T12:00:00+09:00');
    expect(journal.clock.length).toBeLessThan(40);
  });

  it('imports each shipment at 10:00 on its own 出荷日', async () => {
    const { journal } = await run();
    const days = journal.shipmentFiles.map((file) => [file.slice(0, 24), new Set(file.match(/(?<=")2026-10-\d\d(?="\r\n)/g))]);
    expect(days).toEqual(['11', '12', '13', '14'].map((day) => [`2026-10-${day}T01:00:00.000Z`, new Set([`2026-10-${day}`])]));
  });

  it('reports every 50th accepted parcel as an exception, and delivers the others the day after they were shipped', async () => {
    const { journal, report, text } = await run();
    const outcomes = journal.calls.filter((call) => /delivered|exception/.test(call));
    const astray = outcomes.filter((call) => call.includes('exception'));
    expect(astray).toHaveLength(Math.floor(outcomes.length / 50));
    expect(new Set(outcomes.map((call) => call.slice(0, 10)))).toEqual(new Set(['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15']));
    expect(report.ok, text).toBe(true);
  });

  it('pays by bank with the reference before the name in half-width kana', async () => {
    const { journal } = await run();
    const transfers = journal.calls.filter((call) => call.includes(' bank '));
    expect(transfers.length).toBeGreaterThan(50);
    for (const transfer of transfers) expect(transfer).toMatch(/^(\S+) bank \d{12} [ｱ-ﾝﾞﾟ]+ [ｱ-ﾝﾞﾟ]+ on \1$/);
  });

  it('says that all is well when everything came out as expected', async () => {
    const { report, text } = await run();
    expect(report).toMatchObject({ ok: true, differences: [], problems: [] });
    expect(text).toContain('相違なし (expected.json 16 件)');
    expect(report.overview.join('\n')).toMatch(/期待した結果との相違 +differences +0/);
  });

  it('lists every refused row with its row in the file it came from', async () => {
    const { text } = await run();
    const shipment = sample.shipments.find((row) => row.shopOrderId === 'S1-00213');
    expect(shipment?.row).toBe(214);
    expect(text).toMatch(/^ +214 {2}S1-00213 +slip_check_digit/m);
    expect(text).toMatch(/^ +969 {2}S1-00004 +duplicate_order/m);
    for (const entry of sample.expected ?? []) if (!('accepted' in entry)) expect(text).toContain(entry.shopOrderId);
  });

  it('prints nothing wider than the page, and no control characters', async () => {
    const { lines } = await run();
    expect(lines.filter((line) => displayWidth(line) > pageWidth)).toEqual([]);
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  });

  it('lists each difference in both languages and is not ok', async () => {
    const { report, text } = await run({
      orderOutcome: (id) => (id === 'S1-00027' ? { ok: true, code: undefined, status: 'approved' } : undefined),
    });
    expect(report.ok).toBe(false);
    // The order that slipped through, and its shipment that is not refused any more, is one story.
    expect(report.differences).toMatchObject([{ named: true, shopOrderId: 'S1-00027', file: 'orders' }]);
    expect(text).toMatch(/- 注文 S1-00027 \(\d+行目\): phone_invalid で拒否されるはずが、承認されました。/);
    expect(text).toMatch(/Order S1-00027 \(row \d+\): expected refusal with phone_invalid, but it was approved\./);
  });

  it('is not ok when the books do not balance', async () => {
    const { report } = await run({ trialBalanceDifference: 7 });
    expect(report).toMatchObject({ ok: false, differences: [], problems: [{ en: 'The trial balance differs by 7 yen.' }] });
  });

  it('is not ok when a yen of what buyers paid is lost', async () => {
    const { report } = await run({ lostPerPayment: 1 });
    expect(report.ok).toBe(false);
    expect(report.problems[0]?.en).toMatch(/^Invoice \d+: its buyer paid \d+ yen, but \d+ yen is allocated\.$/);
  });

  it('tells of a file that is refused as a whole, and goes on', async () => {
    const { report } = await run({ wholeFile: true });
    expect(report.ok).toBe(false);
    expect(report.problems[0]?.en).toBe('The file of orders was refused with file_column_missing.');
  });

  it('knows whose row it was that could not be read', async () => {
    const [first, ...others] = sample.shipments;
    if (first === undefined) throw new Error('the sample is empty');
    const broken = { ...first, shippedOn: null, text: `"${first.shopOrderId}","yamato` };
    const expected = [...(sample.expected ?? []), { shopOrderId: first.shopOrderId, file: 'shipments' as const, code: 'file_record' }];
    const { report, text } = await run({}, { ...sample, shipments: [broken, ...others], expected });
    expect(report.differences).toEqual([]);
    expect(text).toMatch(new RegExp(`^ +2 {2}${first.shopOrderId} +file_record`, 'm'));
  });

  it('knows whose order it was that could not be read', async () => {
    const expected = [...(sample.expected ?? []), { shopOrderId: 'S1-00002', file: 'orders' as const, code: 'file_record' }];
    const unreadable = { ok: false, shopOrderId: null, code: 'file_record' };
    const { report } = await run({ orderOutcome: (id) => (id === 'S1-00002' ? unreadable : undefined) }, { ...sample, expected });
    expect(report.differences).toEqual([]);
  });

  it('expects nothing of a folder without expected.json', async () => {
    const { report, text } = await run({}, { ...sample, expected: null });
    expect(report.differences).toEqual([]);
    expect(text).toContain('expected.json がありません');
  });

  it('lists a broken check of the books', async () => {
    const { client } = fakeService(sample);
    const lines: string[] = [];
    const checks = async () => [
      { name: 'I1', violations: 0 },
      { name: 'I2', violations: 3 },
    ];
    const report = await runDemo({ client, baseUrl: 'http://localhost:4400', dataSet: sample, print: (line) => lines.push(line), checks });
    expect(report.problems).toMatchObject([{ en: 'The check I2 finds 3 rows that break it.' }]);
    expect(lines.join('\n')).toMatch(/I1 +0 {2}OK\n +I2 +3 {2}NG/);
  });
});
