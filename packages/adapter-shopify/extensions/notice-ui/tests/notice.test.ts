/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
import { setUpExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import ja from '../locales/ja.default.json' with { type: 'json' };

const approved = {
  state: 'approved',
  status: 'approved',
  dueOn: '2026-12-04',
  message: { ja: '後払いの審査が完了しました。', en: 'Your deferred payment was approved.' },
};
const screening = { ...approved, state: 'screening', dueOn: null, message: { ja: '審査中です。', en: 'We are screening your order.' } };

function thankYou() {
  const extension = setUpExtension('purchase.thank-you.block.render', { configSearchDir: import.meta.dirname });
  const { shopify } = extension;
  shopify.settings.value = { adapter_url: 'https://adapter.example.jp' };
  shopify.orderConfirmation.value = { order: { id: 'gid://shopify/OrderIdentity/820982911946154508' }, isFirstOrder: false };
  shopify.selectedPaymentOptions.value = [{ type: 'manualPayment', handle: 'manual-1' }] as typeof shopify.selectedPaymentOptions.value;
  shopify.localization.language.value = { isoCode: 'ja-JP' };
  shopify.sessionToken.get = () => Promise.resolve('token-of-the-session');
  shopify.i18n.translate = ((key: keyof typeof ja, values: Record<string, string> = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, value), String(ja[key]))) as never;
  shopify.i18n.formatDate = ((date: Date) => date.toLocaleDateString('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' })) as never;
  return extension;
}

const answers = (...replies: readonly (readonly [number, unknown])[]) => {
  const left = [...replies];
  return vi.fn<typeof fetch>(() => {
    const [status, body] = left.length > 1 ? left.shift()! : left[0]!;
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
};
const text = () => document.body.textContent ?? '';
/** However busy the machine is. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 30_000 });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the thank-you page', () => {
  it('shows that the screening is done, and the day to pay by', async () => {
    using extension = thankYou();
    extension.fetch = answers([200, approved]);
    await extension.render();
    await until(() => expect(text()).toContain('後払いの審査が完了しました。'));
    expect(text()).toContain('お支払期限: 2026年12月4日');
    expect(document.querySelector('s-banner')?.getAttribute('tone')).toBe('success');
  });

  it('asks the adapter by the order’s number with the token of the session, and nobody else', async () => {
    using extension = thankYou();
    const asked = answers([200, approved]);
    extension.fetch = asked;
    await extension.render();
    await until(() => expect(asked).toHaveBeenCalled());
    expect(asked.mock.calls).toEqual([
      [
        'https://adapter.example.jp/shopify/ext/status?order=gid%3A%2F%2Fshopify%2FOrder%2F820982911946154508',
        { headers: { authorization: 'Bearer token-of-the-session' } },
      ],
    ]);
  });

  it('goes on asking while the order is screened, and then shows what came of it', async () => {
    using extension = thankYou();
    const asked = answers([202, {}], [200, screening], [200, { ...approved, dueOn: null }]);
    extension.fetch = asked;
    await extension.render();
    await until(() => expect(asked).toHaveBeenCalledTimes(1));
    expect(text()).toBe('');
    await vi.advanceTimersByTimeAsync(2_000);
    await until(() => expect(text()).toContain('審査中です。'));
    expect(text()).not.toContain('お支払期限');
    await vi.advanceTimersByTimeAsync(2_000);
    await until(() => expect(text()).toContain('お支払期限は、お届けする請求書に記載します。'));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('stops asking after a minute or so: a person’s decision comes by mail', async () => {
    using extension = thankYou();
    const asked = answers([200, screening]);
    extension.fetch = asked;
    await extension.render();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toHaveBeenCalledTimes(8);
  });

  it('speaks English to who shops in English', async () => {
    using extension = thankYou();
    extension.shopify.localization.language.value = { isoCode: 'en' };
    extension.fetch = answers([200, { ...approved, state: 'rejected' }]);
    await extension.render();
    await until(() => expect(text()).toContain('Your deferred payment was approved.'));
    expect(document.querySelector('s-banner')?.getAttribute('tone')).toBe('critical');
  });

  it.each([
    ['an order that is not on deferred payment', [404, {}]],
    ['a token that is refused', [401, {}]],
    ['a server that is down', [503, {}]],
    ['an answer in another form', [200, { state: 'approved' }]],
  ] as const)('shows nothing for %s', async (_, reply) => {
    using extension = thankYou();
    const asked = answers(reply);
    extension.fetch = asked;
    await extension.render();
    await until(() => expect(asked).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([text(), asked.mock.calls.length]).toEqual(['', 1]);
  });

  it('asks nobody when a card was chosen, or the shop has not said where its adapter is', async () => {
    using extension = thankYou();
    const asked = answers([200, approved]);
    extension.fetch = asked;
    extension.shopify.selectedPaymentOptions.value = [
      { type: 'creditCard', handle: 'card' },
    ] as typeof extension.shopify.selectedPaymentOptions.value;
    await extension.render();
    extension.shopify.selectedPaymentOptions.value = [
      { type: 'manualPayment', handle: 'manual' },
    ] as typeof extension.shopify.selectedPaymentOptions.value;
    extension.shopify.settings.value = { adapter_url: '' };
    await extension.render();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).not.toHaveBeenCalled();
  });
});

it('both languages have the same words', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(ja).toSorted());
  expect(Object.keys(en.settings)).toEqual(Object.keys(ja.settings));
});
