import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/index.ts';
import { wordsOf } from '../../src/i18n/index.ts';
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

const headings = {
  unavailable: 'unavailable',
  screening: 'screening',
  held: 'held',
  approved: 'approved',
  review: 'review',
  rejected: 'rejected',
  expired: 'expired',
} as const;

describe.each(languages)('what a shopper reads in %s', (language) => {
  const words = wordsOf(language);
  const show = async (name: string) => {
    const scene = scenes.find((one) => one.name === name);
    if (!scene) throw new Error(`there is no scene ${name}`);
    return play(scene, { place: place(language), language });
  };

  it('fee, total, due date and three steps before choosing to agree', async () => {
    await show('available');
    await expect.element(page.getByRole('radio', { name: words.title })).toBeChecked();
    await expect.element(page.getByText(language === 'ja' ? '330円' : '¥330', { exact: true })).toBeVisible();
    await expect.element(page.getByText(language === 'ja' ? '5,830円' : '¥5,830', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('list', { name: words.stepsTitle })).toBeVisible();
    expect(page.getByRole('listitem').elements()).toHaveLength(3);
    await expect.element(page.getByRole('checkbox', { name: language === 'ja' ? /規約に同意し/ : /I agree/ })).not.toBeChecked();
  });

  it.each(Object.entries(headings))('%s has its heading', async (name, word) => {
    await show(name === 'held' ? 'held-phone' : name);
    await expect.element(page.getByRole('heading', { name: words[word] })).toBeVisible();
  });

  it('what cannot be chosen says why', async () => {
    await show('unavailable-in-list');
    const radio = page.getByRole('radio', { name: words.title });
    await expect.element(radio).toBeDisabled();
    await expect.element(radio).toHaveAccessibleDescription(words.overLimit(language === 'ja' ? '50,000円' : '¥50,000'));
  });

  it('a hold asks for the named field alone, by its label', async () => {
    await show('held-phone');
    expect(page.getByRole('textbox').elements()).toHaveLength(1);
    await expect.element(page.getByRole('textbox', { name: words.fields.phone })).toHaveValue('050-0000-0000');
  });

  it('a held order is mended in place, and approved', async () => {
    const element = await show('held-phone');
    await page.getByRole('textbox', { name: words.fields.phone }).fill('090-1234-5678');
    await page.getByRole('button', { name: words.check }).click();
    await expect.poll(focused).toBe(words.approved);
    expect(element.buyer?.phone).toBe('090-1234-5678');
  });

  it('an address is taken over by one tap', async () => {
    await show('held-address');
    await page.getByRole('button', { name: words.useSuggestion }).click();
    await expect.element(page.getByRole('textbox', { name: words.fields['address.line1'] })).toHaveValue('神宮前1-1');
    await page.getByRole('button', { name: words.check }).click();
    await expect.element(page.getByRole('heading', { name: words.approved })).toBeVisible();
  });

  it('after a refusal the other methods are one tap away', async () => {
    const element = await show('rejected');
    await expect.poll(focused).toBe(words.rejected);
    const card = language === 'ja' ? 'クレジットカード' : 'Credit card';
    await page.getByRole('button', { name: words.payBy(card) }).click();
    await expect.element(page.getByRole('radio', { name: card })).toBeChecked();
    await expect.poll(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('value')).toBe('card');
    expect(element.value).toBe('card');
  });

  it('a lost connection can be tried again, and the focus stays', async () => {
    const scene: Scene = { name: 'offline-once', scenario: `offline-once-${language}`, alone: true, panel: 'trouble' };
    await play(scene, { place: place(language), language });
    await page.getByRole('button', { name: words.retry }).click();
    await expect.element(page.getByText(language === 'ja' ? '5,830円' : '¥5,830', { exact: true })).toBeVisible();
    await expect.poll(focused).toBe(words.stepsTitle);
  });

  it('what changes is told to a screen reader', async () => {
    await show('approved');
    await expect.element(page.getByRole('status')).toHaveTextContent(`${words.approved}${words.stop} ${words.approvedHint}`);
  });
});
