import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/index.ts';
import { wordsOf } from '../../src/i18n/index.ts';
import { paymentPage } from '../../src/testing/index.ts';
import { play, type Scene, scenes } from '../support/scenes.ts';

const languages = ['ja', 'en'] as const;
const all = languages.flatMap((language) => scenes.map((scene) => ({ language, scene, name: scene.name })));

afterEach(() => document.body.replaceChildren());

/** The page around the widget, so that axe judges the widget and not the page. */
function place(language: 'ja' | 'en'): HTMLElement {
  document.documentElement.lang = language;
  document.title = 'Checkout';
  const main = document.createElement('main');
  main.append(Object.assign(document.createElement('h1'), { textContent: 'Checkout' }));
  main.append(Object.assign(document.createElement('h2'), { textContent: 'Payment' }));
  document.body.replaceChildren(main);
  return main;
}

describe.each(all)('$name in $language', ({ scene, language }) => {
  it('is read by role and name as in the snapshot', async () => {
    const element = await play(scene, { place: place(language), language });
    await expect.element(page.elementLocator(element)).toMatchAriaSnapshot();
  });

  it('F07: axe finds nothing, in light and in dark', async () => {
    const main = place(language);
    const element = await play(scene, { place: main, language });
    for (const theme of ['light', 'dark']) {
      element.setAttribute('theme', theme);
      const { violations } = await axe.run(main, { resultTypes: ['violations'] });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
  });
});

/** Where the keyboard is, inside of the element. */
const focused = () => document.activeElement?.shadowRoot?.activeElement?.textContent;

const announced = {
  unavailable: 'unavailable',
  screening: 'screening',
  'screening-slow': 'screening',
  'held-phone': 'held',
  approved: 'approved',
  review: 'review',
  rejected: 'rejected',
  offline: 'offline',
  busy: 'busy',
  expired: 'expired',
} as const;

describe.each(languages)('what a shopper reads in %s', (language) => {
  const words = wordsOf(language);
  const payment = paymentPage(page, { language });
  const card = language === 'ja' ? 'クレジットカード' : 'Credit card';
  const yen = (digits: string) => (language === 'ja' ? `${digits}円` : `¥${digits}`);
  const show = async (name: string) => {
    const scene = scenes.find((one) => one.name === name);
    if (!scene) throw new Error(`there is no scene ${name}`);
    return play(scene, { place: place(language), language });
  };

  it('fee, total, due date and three steps before choosing to agree', async () => {
    await show('available');
    await expect.element(payment.payLater).toBeChecked();
    await expect.element(payment.box.getByText(yen('330'), { exact: true })).toBeVisible();
    await expect.element(payment.box.getByText(yen('5,830'), { exact: true })).toBeVisible();
    await expect.element(payment.steps).toBeVisible();
    expect(payment.steps.getByRole('listitem').elements()).toHaveLength(3);
    await expect.element(payment.consent).toHaveAccessibleName(language === 'ja' ? /規約に同意し/ : /I agree/);
    await expect.element(payment.consent).not.toBeChecked();
  });

  it.each(Object.entries(announced))('%s has its heading, and it is told to a screen reader', async (name, stage) => {
    await show(name);
    await expect.element(payment.stage(stage)).toBeVisible();
    await expect.element(payment.status).toMatchTextContent(words[stage]);
  });

  it('what cannot be chosen says why', async () => {
    await show('unavailable-in-list');
    await expect.element(payment.payLater).toBeDisabled();
    await expect.element(payment.payLater).toHaveAccessibleDescription(words.overLimit(yen('50,000')));
  });

  it('a hold asks for the named field alone, by its label', async () => {
    await show('held-phone');
    expect(page.getByRole('textbox').elements()).toHaveLength(1);
    await expect.element(payment.field('phone')).toHaveValue('050-0000-0000');
  });

  it('a held order is mended in place, and approved', async () => {
    const element = await show('held-phone');
    await payment.mend({ phone: '090-1234-5678' });
    await expect.poll(focused).toBe(words.approved);
    expect(element.buyer?.phone).toBe('090-1234-5678');
  });

  it('an address is taken over by one tap', async () => {
    await show('held-address');
    await payment.useSuggestion.click();
    await expect.element(payment.field('address.line1')).toHaveValue('神宮前1-1');
    await payment.check.click();
    await expect.element(payment.stage('approved')).toBeVisible();
  });

  it('after a refusal the other methods are one tap away', async () => {
    const element = await show('rejected');
    await expect.poll(focused).toBe(words.rejected);
    await payment.insteadBy(card).click();
    await expect.element(payment.method(card)).toBeChecked();
    await expect.poll(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('value')).toBe('card');
    expect(element.value).toBe('card');
  });

  it('a lost connection can be tried again, and the focus stays', async () => {
    const scene: Scene = { name: 'offline-once', scenario: `offline-once-${language}`, alone: true, panel: 'trouble' };
    await play(scene, { place: place(language), language });
    await payment.retry.click();
    await expect.element(payment.box.getByText(yen('5,830'), { exact: true })).toBeVisible();
    await expect.poll(focused).toBe(words.stepsTitle);
  });

  it('a decision that has expired is asked for again, and the focus stays', async () => {
    await show('expired');
    await payment.checkAgain.click();
    await expect.element(payment.stage('approved')).toBeVisible();
    await expect.poll(focused).toBe(words.approved);
  });

  it('the page model chooses deferred payment and agrees', async () => {
    const element = await show('list');
    await payment.choosePayLater();
    expect(await element.authorize()).toMatchObject({ decision: 'approved' });
  });
});
