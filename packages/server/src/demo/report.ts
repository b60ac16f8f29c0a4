import { inJapan, type LocalDate } from '../core/time.ts';
import type { Facts, OrdersTaken } from './facts.ts';
import type { Bilingual, DataSet } from './model.ts';
import { deliveriesSection, dunningSection, invoicesSection, paymentsSection, reconciliationSection } from './report/billed.ts';
import { checksSection, clockSection, trialBalanceSection, verdictSection } from './report/books.ts';
import { overviewSection } from './report/overview.ts';
import { payoutsSection } from './report/paid-out.ts';
import type { Section } from './report/section.ts';
import { ordersSection, shipmentsSection } from './report/taken-in.ts';
import type { Script } from './script.ts';
import { displayWidth, pageWidth } from './table.ts';

/** How headings are set off; plain text knows only their rules. */
export type Look = { readonly heading: (text: string) => string };

export const plainLook: Look = { heading: (text) => text };
export const terminalLook: Look = { heading: (text) => `\u001b[1m${text}\u001b[22m` };

/** Prints the report as the run goes on. */
export type Reporter = {
  readonly opening: (run: { readonly dataSet: DataSet; readonly script: Script; readonly baseUrl: string }) => void;
  readonly orders: (orders: OrdersTaken) => void;
  readonly day: (day: LocalDate) => void;
  /** Answers the lines of the overview. */
  readonly ending: (
    facts: Facts,
    run: { readonly dataSet: DataSet; readonly problems: readonly Bilingual[]; readonly elapsedMs: number },
  ) => readonly string[];
};

/** Days between two words on how far the clock is. */
const progressEvery = 10;

export function reporter(print: (line: string) => void, look: Look = plainLook): Reporter {
  let count = 0;
  let visits = 0;
  const printSection = (part: Section): void => {
    count += 1;
    for (const line of sectionLines(part, { number: count, look })) print(line);
  };
  return {
    opening: (run) => {
      for (const line of openingLines(run, look)) print(line);
    },
    orders: (orders) => {
      printSection(ordersSection(orders));
      print('');
    },
    day: (day) => {
      visits += 1;
      if (visits % progressEvery === 0) print(`  業務時計 ${day} ... / The clock is at ${day} ...`);
    },
    ending: (facts, { dataSet, problems, elapsedMs }) => {
      for (const part of endingSections(facts)) printSection(part);
      printSection(verdictSection(dataSet, { differences: facts.differences, problems }));
      const overview = overviewSection(facts, problems);
      printSection(overview);
      const seconds = (elapsedMs / 1000).toFixed(1);
      print('');
      print(`  2か月分の業務を ${seconds} 秒で行いました。 / Two months of business in ${seconds} seconds.`);
      return sectionLines(overview, { look: plainLook });
    },
  };
}

function endingSections({ orders, course, ending }: Facts): Section[] {
  return [
    shipmentsSection(course, orders),
    invoicesSection(ending),
    deliveriesSection(course),
    payoutsSection(ending),
    paymentsSection(course, ending),
    reconciliationSection(ending),
    dunningSection(ending),
    clockSection(course),
    trialBalanceSection(ending),
    ...(ending.checks.length > 0 ? [checksSection(ending)] : []),
  ];
}

function openingLines({ dataSet, script, baseUrl }: Parameters<Reporter['opening']>[0], look: Look): string[] {
  const title = '後払い決済のデモ / A demo of deferred payment';
  const clock = (at: Script['startsAt']): string => inJapan(at).slice(0, 16).replace('T', ' ');
  return [
    '',
    look.heading(title),
    '='.repeat(displayWidth(title)),
    `  データ / Data set    ${dataSet.name}: 注文 ${dataSet.orders.length} 件、出荷 ${dataSet.shipments.length} 件 / ${dataSet.orders.length} orders, ${dataSet.shipments.length} shipments`,
    `  業務時計 / Clock     ${clock(script.startsAt)} - ${clock(script.endsAt)} (JST)`,
    `  サーバー / Server    ${baseUrl}`,
  ];
}

/** Shown again at later starts, a section stands alone and has no number. */
function sectionLines({ heading, lines }: Section, { number, look }: { readonly number?: number; readonly look: Look }): string[] {
  const text = `${number === undefined ? '' : `${number}. `}${heading.ja} / ${heading.en}`;
  return ['', look.heading(text), '-'.repeat(Math.min(pageWidth, displayWidth(text))), ...lines];
}
