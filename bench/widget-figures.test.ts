import { describe, expect, it } from 'vitest';
import { figuresOf, interactionsTable, notesOf, paintsTable, quiet, sizesTable, targets, type WidgetResults } from './widget-figures.ts';

const paint = (loadedMs: number, usableMs: number, paintedMs: number) => ({ loadedMs, usableMs, paintedMs });
const size = (gzip: number) => ({ gzip, brotli: Math.round(gzip * 0.9) });
const undisturbed = <T>(value: T) => ({ value, foreignShare: 0.02 });

const results: WidgetResults = {
  sizes: [
    { name: 'ours: element in two languages', size: size(13_312) },
    { name: 'ours: its style', size: size(2_048) },
    { name: 'ours: loader', size: size(512) },
    { name: 'adyen-web: Econtext alone', size: size(53_248) },
  ],
  turns: [
    { ours: paint(10, 60, 100), oursAsking: paint(10, 90, 150), adyen: paint(10, 210, 400) },
    { ours: paint(20, 40, 100), oursAsking: paint(10, 90, 200), adyen: paint(20, 220, 500) },
    { ours: paint(10, 110, 300), oursAsking: paint(10, 90, 600), adyen: paint(10, 410, 600) },
  ].map(undisturbed),
  visits: [
    { bare: [80], quantity: [40, 32], method: [24], consent: [] },
    { bare: [80], quantity: [48], method: [], consent: [24] },
    { bare: [80], quantity: [24], method: [120], consent: [] },
    { bare: [80], quantity: [32], method: [40], consent: [] },
    { bare: [80], quantity: [32], method: [40], consent: [] },
  ].map(undisturbed),
};

describe('the figures of bench:widget', () => {
  it('P8: are KiB after gzip, and the element beside the component of Adyen', () => {
    expect(figuresOf(results)).toMatchObject({ p8_element_kib: 13, p8_style_kib: 2, p8_loader_kib: 0.5, p8_ratio: 0.25 });
  });

  it('P9: are medians of ratios within one turn: of mounting, and of all from the start of the script', () => {
    expect(figuresOf(results)).toMatchObject({ p9_mount_ratio: 0.25, paint_ratio: 0.25, asking_paint_ratio: 0.4, painted_ms: 100 });
  });

  it('count the longest interaction of a visit, in three visits of four, and none as shorter than the browser tells', () => {
    expect(figuresOf(results)).toMatchObject({ inp_ms: 48, inp_bare_ms: 80, inp_quantity_ms: 40, inp_method_ms: 40, inp_consent_ms: 16 });
  });

  it('leave out what others disturbed, while three are left', () => {
    const measured = [0.5, 0, 0.05, 0.1].map((foreignShare, value) => ({ value, foreignShare }));
    expect(quiet(measured)).toEqual([1, 2, 3]);
    expect(quiet(measured.slice(0, 3))).toEqual([0, 1, 2]);
    const visits = [...results.visits, { value: { bare: [80], quantity: [900], method: [], consent: [] }, foreignShare: 0.3 }];
    expect(figuresOf({ ...results, visits })).toMatchObject({ inp_ms: 48 });
    expect(notesOf({ ...results, visits })).toMatchObject({ visits: 6, dropped: { loads: 0, visits: 1 }, foreign_cpu: '2 %' });
  });

  it('name every target, and nothing where nothing was measured', () => {
    const figures = figuresOf(results);
    expect(targets.filter(({ name }) => figures[name] === undefined)).toEqual([]);
    const alone = figuresOf({ sizes: results.sizes.slice(0, 3), turns: [], visits: [] });
    expect(Object.keys(alone)).toEqual(['p8_element_kib', 'p8_style_kib', 'p8_loader_kib']);
  });

  it('stand in tables for people', () => {
    expect(sizesTable(results.sizes)).toMatch(/\| adyen-web: Econtext alone +\| +52\.0 \| +46\.8 \| +1\.00 \|/);
    expect(paintsTable(results)).toMatch(/\| ours, answers at hand +\| +10\.0 \| +50\.0 \| +100 \| +100–260 \|/);
    expect(interactionsTable(results)).toMatch(/\| quantity +\| +40\.0 \| +6 \|/);
  });
});
