import type { Payment } from './buyers.ts';
import type { Ending, Facts } from './facts.ts';
import type { Bilingual } from './model.ts';

/** What went wrong besides the differences to `expected.json`. None is what must come out. */
export function problemsOf({ orders, course, ending }: Pick<Facts, 'orders' | 'course' | 'ending'>): Bilingual[] {
  const refusedFiles = [
    ...(orders.refusedFile === null ? [] : [{ name: ['注文', 'orders'] as const, problem: orders.refusedFile }]),
    ...course.refusedFiles.map(({ on, problem }) => ({ name: [`${on} の出荷`, `shipments of ${on}`] as const, problem })),
  ];
  return [
    ...refusedFiles.map(({ name: [ja, en], problem }) => ({
      ja: `${ja}ファイルが拒否されました (${problem.code})。${problem.detail}`,
      en: `The file of ${en} was refused with ${problem.code}.`,
    })),
    ...course.failures.map(({ on, what, code }) => ({
      ja: `${on} ${what}: ${code} で拒否されました。`,
      en: `${on} ${what}: refused with ${code}.`,
    })),
    ...unexplainedPayments(ending, course.payments),
    ...wrongStatements(ending),
    ...wrongBooks(ending),
  ];
}

/** What stands on an invoice as paid is what its buyer paid, and counts when it is certain. */
function unexplainedPayments({ invoices }: Ending, payments: readonly Payment[]): Bilingual[] {
  const certain = payments.filter((payment) => payment.channel === 'bank' || payment.stage === 'kakuho');
  const paidFor = new Map<string, number>();
  for (const { invoiceId, amount } of certain) paidFor.set(invoiceId, (paidFor.get(invoiceId) ?? 0) + amount);
  return invoices.flatMap(({ id, number, paid }): Bilingual[] => {
    const sent = paidFor.get(id) ?? 0;
    if (sent === paid) return [];
    const name = number ?? id;
    return [
      {
        ja: `請求書 ${name}: 購入者は ${sent} 円を払いましたが、消込は ${paid} 円です。`,
        en: `Invoice ${name}: its buyer paid ${sent} yen, but ${paid} yen is allocated.`,
      },
    ];
  });
}

function wrongStatements({ payouts }: Ending): Bilingual[] {
  return payouts.flatMap(({ closesOn, net, totals }): Bilingual[] => {
    const sum = totals.reduce((total, { amount }) => total + amount, 0);
    if (sum === net) return [];
    return [
      {
        ja: `締め日 ${closesOn} の明細の合計 ${sum} 円が、差引額 ${net} 円と合いません。`,
        en: `The statement closed on ${closesOn} adds up to ${sum} yen, not to its net of ${net} yen.`,
      },
    ];
  });
}

function wrongBooks({ trialBalance, checks }: Ending): Bilingual[] {
  const { difference } = trialBalance;
  return [
    ...(difference === 0
      ? []
      : [{ ja: `試算表の差額が ${difference} 円あります。`, en: `The trial balance differs by ${difference} yen.` }]),
    ...checks
      .filter(({ violations }) => violations > 0)
      .map(({ name, violations }) => ({
        ja: `検査 ${name} に反する行が ${violations} 件あります。`,
        en: `The check ${name} finds ${violations} rows that break it.`,
      })),
  ];
}
