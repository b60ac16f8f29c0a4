import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { type AtobaraiPayment, createPaymentWidget } from '../../src/index.ts';
import { define } from '../../src/element/host.ts';
import '../../src/message.ts';
import { buyerOf, paymentOn, type Scene, until } from '../support/scenes.ts';

const language = 'ja';
let form: HTMLFormElement;
let sent: FormData[];

beforeEach(() => {
  form = document.createElement('form');
  document.body.replaceChildren(form);
  sent = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sent.push(new FormData(form));
  });
  form.append(Object.assign(document.createElement('button'), { textContent: '注文する' }));
});
afterEach(() => document.body.replaceChildren());

const scene = (changes: Partial<Scene> = {}): Scene => ({ name: 'form', alone: true, panel: 'available', ...changes });
const inForm = (changes: Partial<Scene> = {}): AtobaraiPayment => paymentOn(form, { scene: scene(changes), language });
const seen = (element: AtobaraiPayment, selector: string) => until(() => element.shadowRoot?.querySelector<HTMLElement>(selector));
const ready = (element: AtobaraiPayment) => until(() => element.shadowRoot?.querySelector('.total')?.textContent);
const order = () => page.getByRole('button', { name: '注文する' }).click();

type SeenCall = { readonly call: string; readonly headers: Record<string, string>; readonly body: Record<string, unknown> };
const calls = async (scenario: string): Promise<SeenCall[]> =>
  (await (await fetch(`/shop/${scenario}/v1/checkout/seen`)).json()) as SeenCall[];

describe('in a form', () => {
  it('the form waits for the approval, and sends method and token', async () => {
    const element = inForm();
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    await order();
    await expect.poll(() => sent.length).toBe(1);
    expect([...(sent[0] ?? [])]).toEqual([
      ['payment', 'atobarai'],
      ['authorizationToken', expect.stringMatching(/^auz_/)],
    ]);
  });

  it('without consent nothing is sent, and the box is shown', async () => {
    const element = inForm();
    await ready(element);
    await order();
    await seen(element, '[aria-invalid=true]');
    expect(element.validity.valueMissing).toBe(true);
    await expect.poll(() => element.shadowRoot?.activeElement?.getAttribute('type')).toBe('checkbox');
    expect(sent).toEqual([]);
  });

  it('a refused buyer sends nothing; another method is sent at once', async () => {
    const element = inForm({ who: 'reject', alone: false });
    (await seen(element, 'input[value=atobarai]')).click();
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    await order();
    await seen(element, '[part~=rejected]');
    expect(sent).toEqual([]);
    expect(element.checkValidity()).toBe(false);
    (await seen(element, 'input[value=card]')).click();
    await order();
    await expect.poll(() => sent.map((data) => data.get('payment'))).toEqual(['card']);
  });

  it('two presses of the button screen and send once', async () => {
    const element = inForm({ scenario: 'two-presses' });
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    form.requestSubmit();
    form.requestSubmit();
    await expect.poll(() => sent.length).toBe(1);
    expect((await calls('two-presses')).filter(({ call }) => call === 'authorizations')).toHaveLength(1);
  });

  it('is reset, disabled and restored with the form', async () => {
    const element = inForm({ alone: false });
    (await seen(element, 'input[value=atobarai]')).click();
    form.reset();
    expect(element.value).toBe(null);
    expect(new FormData(form).has('payment')).toBe(false);
    element.formStateRestoreCallback('cod');
    expect(new FormData(form).get('payment')).toBe('cod');
    const group = document.createElement('fieldset');
    group.disabled = true;
    form.append(group);
    group.append(element);
    await seen(element, 'fieldset:disabled');
  });

  it('with `required`, a method must be chosen', () => {
    const element = inForm({ alone: false });
    expect(element.checkValidity()).toBe(true);
    element.setAttribute('required', '');
    expect(element.validity.valueMissing).toBe(true);
    expect(element.validationMessage).toBe('お支払い方法をお選びください');
  });
});

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
    expect(told.toSorted()).toEqual(['authorized', 'change', 'held', 'quote', 'ready', 'rejected']);
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
