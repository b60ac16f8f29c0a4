import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPaymentWidget } from '../../src/index.ts';
import { define } from '../../src/element/host.ts';
import '../../src/message.ts';
import { buyerOf, itemsOf, type Scene, until } from '../support/scenes.ts';
import { calls, paymentIn, ready, seen, shopForm } from '../support/shop-form.ts';

const language = 'ja';
let form: HTMLFormElement;

beforeEach(() => {
  ({ form } = shopForm());
});
afterEach(() => document.body.replaceChildren());

const inForm = (changes: Partial<Scene> = {}) => paymentIn(form, changes);

describe('on a page', () => {
  it('quick changes of quantity never show a stale quote', async () => {
    const element = inForm({ scenario: 'late-quotes', amount: 1_000 });
    await until(() => element.shadowRoot?.querySelector('.panel'));
    const shown = new Set<string | null>();
    const watch = new MutationObserver(() => shown.add(element.shadowRoot?.querySelector('.total')?.textContent ?? null));
    if (element.shadowRoot) watch.observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
    const quotes: number[] = [];
    element.addEventListener('atobarai-quote', ({ detail }) => quotes.push(detail.amount));
    for (const amount of [2_000, 1_000, 3_000]) {
      element.amount = amount;
      element.items = itemsOf(amount);
      await Promise.resolve();
    }
    await expect.poll(() => element.shadowRoot?.querySelector('.total')?.textContent).toBe('3,330円');
    // A quote asked for later is answered later: by then the slow one would have come.
    await fetch('/shop/late-quotes/v1/checkout/quotes', { method: 'POST', body: JSON.stringify({ amount: 1_000 }) });
    expect(quotes).toEqual([3_000]);
    expect([...shown].filter((text) => text !== '' && text !== null)).toEqual(['3,330円']);
  });

  it('tells what happens by events that leave the shadow tree', async () => {
    const told: string[] = [];
    const count = (name: string) => told.filter((one) => one === name).length;
    for (const name of ['ready', 'quote', 'change', 'held', 'authorized', 'rejected', 'error']) {
      form.addEventListener(`atobarai-${name}`, () => told.push(name));
    }
    const element = inForm({ who: 'hold-phone' });
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    expect(await element.authorize()).toEqual({ decision: 'on_hold', authorizationToken: null, fields: ['buyer.phone'] });
    element.buyer = buyerOf('approve');
    expect(await element.authorize()).toMatchObject({ decision: 'approved', billedAmount: 5_830 });
    element.buyer = buyerOf('reject');
    expect(await element.authorize()).toEqual({ decision: 'rejected', authorizationToken: null });
    expect([...new Set(told)].toSorted()).toEqual(['authorized', 'change', 'held', 'quote', 'ready', 'rejected']);
    // The consent, and the two decisions that another buyer undid.
    expect(count('change')).toBe(3);
  });

  it('goods that cannot be paid for later say so before anything is agreed to', async () => {
    const element = inForm();
    element.items = itemsOf(5_500).map((item) => ({ ...item, category: 'gift_card' }));
    await seen(element, '[part~=unavailable]');
    expect(element.shadowRoot?.querySelector('[type=checkbox]')).toBe(null);
  });

  it('an amount that is not the sum of the items is told to the developer', async () => {
    const errors: string[] = [];
    form.addEventListener('atobarai-error', ({ detail }) => errors.push(detail.code));
    const element = inForm();
    element.amount = 6_000;
    await seen(element, '[part~=trouble]');
    expect(errors).toEqual(['amount_mismatch']);
    expect(element.shadowRoot?.textContent).toContain('amount_mismatch: The amount is not the sum of the items.');
    element.items = itemsOf(6_000);
    await expect.poll(() => element.shadowRoot?.querySelector('.total')?.textContent).toBe('6,330円');
  });

  it('asks with the key, the language and no personal data in the address', async () => {
    const element = inForm({ scenario: 'addresses' });
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    await element.authorize();
    const seenCalls = await calls('addresses');
    expect(seenCalls.map(({ call }) => call).toSorted()).toEqual(['authorizations', 'config', 'quotes']);
    for (const { headers } of seenCalls) {
      expect(headers).toMatchObject({ authorization: 'Bearer pk_test_sample', 'accept-language': 'ja' });
      expect(headers).not.toHaveProperty('cookie');
    }
    expect(seenCalls.find(({ call }) => call === 'authorizations')?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('見本');
  });

  it('is made, changed and taken away without markup', async () => {
    const widget = createPaymentWidget({
      publishableKey: 'pk_test_sample',
      baseUrl: `${location.origin}/shop/plain`,
      locale: 'en',
      amount: 5_500,
    }).mount(form);
    await ready(widget.element);
    widget.update({ amount: 11_000 });
    await expect.poll(() => widget.element.shadowRoot?.querySelector('.total')?.textContent).toBe('¥11,330');
    expect(await widget.authorize()).toMatchObject({ decision: 'not_made', why: 'consent_missing' });
    widget.unmount();
    expect(form.querySelector('atobarai-payment')).toBe(null);
    expect(() => widget.mount('#nowhere')).toThrow('#nowhere');
  });

  it('attributes say the same as properties, and a bad one is told', () => {
    const element = document.createElement('atobarai-payment');
    const errors: string[] = [];
    element.addEventListener('atobarai-error', ({ detail }) => errors.push(detail.message));
    element.setAttribute('amount', '5500');
    element.setAttribute('items', '[{"name":"x","quantity":1,"unitPrice":5500,"taxRate":10}]');
    element.setAttribute('buyer', '{"kind":');
    expect(element.amount).toBe(5_500);
    expect(element.items).toHaveLength(1);
    expect(errors).toEqual(['The attribute buyer cannot be read.']);
  });

  it('two widgets on one page know nothing of each other', async () => {
    const [one, two] = [inForm({ amount: 1_100 }), inForm({ amount: 2_200 })];
    await Promise.all([ready(one), ready(two)]);
    (await seen(one, '[type=checkbox]')).click();
    expect(await one.authorize()).toMatchObject({ amount: 1_100 });
    expect(await two.authorize()).toMatchObject({ why: 'consent_missing' });
  });

  it('text of the shop stays text', async () => {
    const element = inForm();
    element.methods = [{ id: 'x', label: '<img src=x onerror="globalThis.wasRun = true">' }];
    await until(() => element.shadowRoot?.textContent?.includes('<img src=x'));
    expect(element.shadowRoot?.querySelector('img')).toBe(null);
  });

  it('loaded twice, the first copy stays and nothing breaks', async () => {
    const before = customElements.get('atobarai-payment');
    const second = '../../src/element/payment-element.ts?second';
    const { AtobaraiPayment: other } = (await import(/* @vite-ignore */ second)) as { AtobaraiPayment: CustomElementConstructor };
    expect(other).not.toBe(before);
    define('atobarai-payment', other);
    expect(customElements.get('atobarai-payment')).toBe(before);
  });

  it('survives a move within the page', async () => {
    const element = inForm();
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    document.body.append(element);
    expect(await element.authorize()).toMatchObject({ decision: 'approved' });
  });
});

describe('banner and legal notice', () => {
  const shown = async (name: 'atobarai-message' | 'atobarai-legal-notice', amount: string) => {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries({
      'publishable-key': 'pk_test_sample',
      'base-url': `${location.origin}/shop/plain`,
      locale: language,
      amount,
    })) {
      element.setAttribute(attribute, value);
    }
    document.body.append(element);
    return until(() => element.shadowRoot?.textContent);
  };

  it('F01: the banner tells fee and due date', async () => {
    expect(await shown('atobarai-message', '5500')).toContain('後払い手数料: 330円');
  });

  it('F03: an amount over the limit is told before the checkout', async () => {
    expect(await shown('atobarai-message', '60000')).toContain('50,000円');
  });

  it('SF-29: the legal notice says what the shop must publish', async () => {
    expect(await shown('atobarai-legal-notice', '')).toContain('お支払い期限: 請求書の発行から14日以内');
  });
});
