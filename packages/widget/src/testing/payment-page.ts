import { type FieldName, type Language, wordsOf } from '../i18n/index.ts';
import type { LocatorLike, PageLike } from './locators.ts';

/** The state that a heading announces. */
export type Stage = 'unavailable' | 'screening' | 'held' | 'approved' | 'review' | 'rejected' | 'offline' | 'busy' | 'expired';

export type PaymentPageOptions = {
  /** @default 'ja' */
  readonly language?: Language;
};

/** The payment choice as a shopper meets it: everything by its role and its label. */
export type PaymentPage<L> = {
  /** The whole widget. */
  readonly box: L;
  /** Deferred payment in the list of methods. */
  readonly payLater: L;
  /** Another of the shop's methods, by its label. */
  readonly method: (label: string) => L;
  readonly steps: L;
  readonly consent: L;
  /** The heading of a state; there is one when the widget is in it. */
  readonly stage: (stage: Stage) => L;
  /** What a screen reader was told last. */
  readonly status: L;
  /** A field that a hold asks for. */
  readonly field: (field: FieldName) => L;
  /** Takes the suggested address over. */
  readonly useSuggestion: L;
  /** Sends what was mended. */
  readonly check: L;
  readonly retry: L;
  /** Screens again, when a decision has expired. */
  readonly checkAgain: L;
  /** Switches to another method after a refusal. */
  readonly insteadBy: (label: string) => L;
  /** Chooses deferred payment and agrees to the terms. */
  readonly choosePayLater: () => Promise<void>;
  /** Fills in what a hold asks for, and sends it. */
  readonly mend: (values: Readonly<Partial<Record<FieldName, string>>>) => Promise<void>;
};

/**
 * The payment choice on a page under test, for Playwright and for Vitest's browser mode.
 * With several widgets on the page, give it a locator of one.
 *
 * @example
 * ```ts
 * import { paymentPage } from '@atobarai/widget/testing';
 * import { page } from 'vitest/browser';
 *
 * const payment = paymentPage(page, { language: 'ja' });
 * await payment.choosePayLater();
 * await page.getByRole('button', { name: '注文する' }).click();
 * await payment.mend({ phone: '090-1234-5678' });
 * ```
 */
export function paymentPage<L extends LocatorLike<L>>(page: PageLike<L>, { language = 'ja' }: PaymentPageOptions = {}): PaymentPage<L> {
  const words = wordsOf(language);
  const box = page.getByRole('group', { name: words.methods });
  const button = (name: string) => box.getByRole('button', { name, exact: true });
  const payLater = box.getByRole('radio', { name: words.title, exact: true });
  const consent = box.getByRole('checkbox');
  const field = (name: FieldName) => box.getByRole('textbox', { name: words.fields[name], exact: true });
  return {
    box,
    payLater,
    method: (label) => box.getByRole('radio', { name: label, exact: true }),
    steps: box.getByRole('list', { name: words.stepsTitle }),
    consent,
    stage: (stage) => box.getByRole('heading', { name: words[stage] }),
    status: box.getByRole('status'),
    field,
    useSuggestion: button(words.useSuggestion),
    check: button(words.check),
    retry: button(words.retry),
    checkAgain: button(words.checkAgain),
    insteadBy: (label) => button(words.payBy(label)),
    async choosePayLater() {
      await payLater.click();
      await consent.click();
    },
    async mend(values) {
      for (const [name, value] of Object.entries(values)) await field(name as FieldName).fill(value);
      await button(words.check).click();
    },
  };
}
