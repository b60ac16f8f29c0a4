import type { CheckoutConfig } from '@atobarai/sdk/contract';
import type { Answer } from '../checkout/state.ts';
import type { Language } from '../i18n/index.ts';
import { createTransport } from './transport.ts';

const known = new Map<string, Promise<Answer<CheckoutConfig>>>();

export type Shop = { readonly baseUrl: string; readonly publishableKey: string; readonly language: Language };

/** The shop's conditions, asked for once a page however many banners it has; a failure is not remembered. */
export function conditionsOf({ baseUrl, publishableKey, language }: Shop): Promise<Answer<CheckoutConfig>> {
  const name = `${baseUrl} ${publishableKey}`;
  const before = known.get(name);
  if (before) return before;
  const transport = createTransport({ baseUrl: () => baseUrl, publishableKey: () => publishableKey, language: () => language });
  const asked = transport({ path: '/v1/checkout/config' }, new AbortController().signal).then((answer) => {
    if (!answer.ok) known.delete(name);
    return answer as Answer<CheckoutConfig>;
  });
  known.set(name, asked);
  return asked;
}
