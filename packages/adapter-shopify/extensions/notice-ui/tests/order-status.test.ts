/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { setUpExtension } from '@shopify/ui-extensions-tester';
import { expect, it, vi } from 'vitest';

it('the order status page shows the same, and nothing while the order is still being made', async () => {
  using extension = setUpExtension('customer-account.order-status.block.render', { configSearchDir: import.meta.dirname });
  const asked = vi.fn<typeof fetch>(() =>
    Promise.resolve(
      Response.json({
        state: 'on_hold',
        dueOn: null,
        message: { ja: 'ご住所の確認をお願いします。', en: 'Please check your address.' },
      }),
    ),
  );
  extension.fetch = asked;
  extension.shopify.settings.value = { adapter_url: 'https://adapter.example.jp/' };
  extension.shopify.localization.language.value = { isoCode: 'en' };
  const { order } = extension.shopify;
  const placed = order.value;
  order.value = undefined;
  await extension.render();
  expect(asked).not.toHaveBeenCalled();
  order.value = { ...placed, id: 'gid://shopify/Order/6012345678901', name: '#1001' };
  await extension.render();
  await vi.waitFor(() => expect(document.body.textContent).toContain('Please check your address.'), { timeout: 30_000 });
  expect(document.querySelector('s-banner')?.getAttribute('tone')).toBe('warning');
  expect(String(asked.mock.calls[0]?.[0])).toMatch(/^https:\/\/adapter\.example\.jp\/shopify\/ext\/status\?order=/);
});
