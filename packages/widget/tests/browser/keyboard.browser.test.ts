import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/index.ts';
import { wordsOf } from '../../src/i18n/index.ts';
import { paymentPage } from '../../src/testing/index.ts';
import { itemsOf, paymentOn, type Scene, until } from '../support/scenes.ts';

afterEach(() => document.body.replaceChildren());

const words = wordsOf('ja');
const payment = paymentPage(page);
const scene = (changes: Partial<Scene> = {}): Scene => ({ name: 'keyboard', panel: 'available', ...changes });

function onPage(changes: Partial<Scene> = {}) {
  const form = document.createElement('form');
  form.addEventListener('submit', (event) => event.preventDefault());
  document.body.replaceChildren(form);
  const element = paymentOn(form, { scene: scene(changes), language: 'ja' });
  form.append(Object.assign(document.createElement('button'), { textContent: '注文する' }));
  return element;
}

/** What has the focus, by what it says or holds. */
function focused(): string {
  const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  if (active === document.body) return 'nothing';
  return active instanceof HTMLInputElement ? `${active.type} ${active.id || active.value}` : (active?.textContent ?? '');
}

it('F07: by keyboard alone an order is held, mended and approved, and the focus is always somewhere to go on from', async () => {
  const element = onPage({ who: 'hold-phone' });
  await until(() => element.shadowRoot?.querySelector('.badge'));
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe('radio atobarai');
  await userEvent.keyboard(' ');
  await until(() => element.shadowRoot?.querySelector('.total')?.textContent);
  await userEvent.keyboard('{Tab}');
  expect(focused()).toContain('後払い決済利用規約');
  await userEvent.keyboard('{Enter}{Tab}');
  expect(focused()).toContain('第1条');
  await userEvent.keyboard('{Tab} ');
  await expect.element(payment.consent).toBeChecked();
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe('注文する');
  await userEvent.keyboard('{Enter}');
  await expect.poll(focused).toBe(words.held);
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe('text buyer.phone');
  await userEvent.keyboard('{Control>}a{/Control}090-1234-5678{Enter}');
  await expect.poll(focused).toBe(words.approved);
});

it('arrow keys go through the methods, and the panel follows', async () => {
  const element = onPage();
  await until(() => element.shadowRoot?.querySelector('.badge'));
  await userEvent.keyboard('{Tab} {ArrowDown}');
  expect([focused(), element.value]).toEqual(['radio card', 'card']);
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(payment.steps).toBeVisible();
  expect(element.value).toBe('atobarai');
});

it('a new quote leaves the focus where it is', async () => {
  const element = onPage();
  await payment.choosePayLater();
  element.amount = 7_000;
  element.items = itemsOf(7_000);
  await expect.element(payment.box.getByText('7,330円', { exact: true })).toBeVisible();
  expect(focused()).toBe('checkbox on');
});

it('typing keeps the caret where it is', async () => {
  const element = onPage({ who: 'hold-phone' });
  await payment.choosePayLater();
  void element.authorize();
  await payment.field('phone').click();
  await userEvent.keyboard('{Home}1{ArrowRight}2');
  await expect.element(payment.field('phone')).toHaveValue('10250-0000-0000');
});
