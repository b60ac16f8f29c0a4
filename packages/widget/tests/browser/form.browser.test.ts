import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/index.ts';
import { itemsOf, type Scene } from '../support/scenes.ts';
import { calls, order, paymentIn, ready, seen, shopForm } from '../support/shop-form.ts';

let form: HTMLFormElement;
let sent: FormData[];

beforeEach(() => {
  ({ form, sent } = shopForm());
});
afterEach(() => document.body.replaceChildren());

const inForm = (changes: Partial<Scene> = {}) => paymentIn(form, changes);

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

  it('two presses while a new quote is on its way send once', async () => {
    const element = inForm({ scenario: 'late-quotes-presses' });
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    element.amount = 1_000;
    element.items = itemsOf(1_000);
    form.requestSubmit();
    form.requestSubmit();
    await expect.poll(() => sent.length).toBe(1);
    expect((await calls('late-quotes-presses')).filter(({ call }) => call === 'authorizations')).toHaveLength(1);
  });

  it.each([
    ['with its fieldset', 'fieldset'],
    ['by itself', 'atobarai-payment'],
  ])('disabled %s it holds nothing back, screens nobody and sends nothing of its own', async (_, what) => {
    const group = form.appendChild(document.createElement('fieldset'));
    const scenario = `disabled-${what}`;
    const element = paymentIn(group, { scenario });
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    form.querySelector(what)?.toggleAttribute('disabled', true);
    await order();
    await expect.poll(() => sent.map((data) => [...data])).toEqual([[]]);
    expect((await calls(scenario)).map(({ call }) => call)).not.toContain('authorizations');
  });

  it('with `manual` it leaves the form alone, and the page asks what is missing', async () => {
    const element = inForm();
    await ready(element);
    expect(element.checkValidity()).toBe(false);
    const valid: boolean[] = [];
    element.addEventListener('atobarai-change', ({ detail }) => valid.push(detail.valid));
    element.setAttribute('manual', '');
    await order();
    await expect.poll(() => sent.map((data) => data.get('payment'))).toEqual(['atobarai']);
    const box = await seen(element, '[type=checkbox]');
    box.click();
    box.click();
    expect(valid).toEqual([true, false]);
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

  it('an approval that the cart has outgrown is told once', async () => {
    const element = inForm();
    await ready(element);
    (await seen(element, '[type=checkbox]')).click();
    await element.authorize();
    const tokens: (FormDataEntryValue | null)[] = [];
    element.addEventListener('atobarai-change', () => tokens.push(new FormData(form).get('authorizationToken')));
    element.amount = 11_000;
    element.items = itemsOf(11_000);
    await expect.poll(() => element.shadowRoot?.querySelector('.total')?.textContent).toBe('11,330円');
    expect(tokens).toEqual([null]);
  });

  it('what is typed in the widget is no input of the page, which would make it forget a hold', async () => {
    const element = inForm({ who: 'hold-phone' });
    const heard: string[] = [];
    for (const name of ['input', 'change']) form.addEventListener(name, () => heard.push(name));
    await ready(element);
    await page.getByRole('checkbox').click();
    await order();
    const phone = page.getByRole('textbox', { name: '電話番号', exact: true });
    await phone.fill('090-1234-5678');
    await page.getByRole('button', { name: 'この内容で確認する' }).click();
    await seen(element, '[part~=approved]');
    expect(element.buyer?.phone).toBe('090-1234-5678');
    expect(heard).toEqual([]);
  });
});
