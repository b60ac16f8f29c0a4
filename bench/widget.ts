import { areAnchorsInstalled, installAnchors } from './anchors.ts';
import { createCpuMeter } from './cpu.ts';
import { howToGetBrowser } from '../tools/browser.ts';
import { machineLine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { printReport } from './report.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openWidgetBrowser, type Shown, type WidgetBrowser } from './widget-browser.ts';
import { buildBundles } from './widget-bundles.ts';
import { figuresOf, interactionsTable, type Measured, notesOf, paintsTable, sizesTable, targets, type Turn } from './widget-figures.ts';
import { openBenchShop } from './widget-shop.ts';

/** How long the widget is in coming, in bytes and in time on a slow phone, beside others (goals P8 and P9). */
export async function benchWidget({ quick, rounds }: BenchOptions): Promise<boolean> {
  // A smoke run works without the network; it measures the others when they are there.
  if (!quick) await installAnchors();
  const folder = temporaryFolder();
  const sizes = await buildBundles(folder);
  console.log(`${machineLine()}\n\n${sizesTable(sizes)}\n`);
  const shop = await openBenchShop(folder);
  const browser = await openWidgetBrowser(shop.url);
  try {
    const results = { sizes, turns: [], visits: [], ...(browser && (await measure(browser, quick ? oneOfEach : perRound(rounds)))) };
    console.log(`${paintsTable(results)}\n\n${interactionsTable(results)}`);
    const notes = {
      ...notesOf(results),
      chromium: browser?.version ?? 'none',
      anchors: areAnchorsInstalled() ? 'installed' : 'not installed: nobody else is measured',
    };
    return printReport({ bench: 'widget', figures: figuresOf(results), targets, faults: browser ? [] : [howToGetBrowser], notes });
  } finally {
    await browser?.close();
    await shop.close();
  }
}

type Plan = { readonly warmUps: number; readonly turns: number; readonly visits: number };

const oneOfEach: Plan = { warmUps: 0, turns: 1, visits: 1 };
const perRound = (rounds: number): Plan => ({ warmUps: 1, turns: rounds * 4, visits: rounds * 3 });

async function measure({ show, interact }: WidgetBrowser, { warmUps, turns, visits }: Plan) {
  const all: readonly Shown[] = areAnchorsInstalled() ? ['ours', 'adyen', 'oursAsking'] : ['ours', 'oursAsking'];
  const turn = async (order: readonly Shown[]): Promise<Turn> => {
    const paints: Turn[] = [];
    for (const name of order) paints.push({ [name]: await show[name]() });
    return Object.assign({}, ...paints);
  };
  // The first load of a browser is slow, whoever's it is.
  for (let time = 0; time < warmUps; time += 1) await turn(all);
  return {
    turns: await repeated(turns, (time) => turn(time % 2 === 0 ? all : all.toReversed())),
    visits: await repeated(visits, interact),
  };
}

const meter = createCpuMeter(() => ({}));

async function repeated<T>(times: number, work: (time: number) => Promise<T>): Promise<Measured<T>[]> {
  const measured: Measured<T>[] = [];
  for (let time = 0; time < times; time += 1) {
    process.stderr.write(`${time + 1} of ${times}\n`);
    const [before, startedMs] = [meter.read(), performance.now()];
    const value = await work(time);
    const { foreignShare } = meter.between(before, meter.read(), (performance.now() - startedMs) / 1_000);
    measured.push({ value, foreignShare });
  }
  return measured;
}
