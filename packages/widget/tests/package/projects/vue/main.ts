import type { Item } from '@atobarai/widget';
import type {} from '@atobarai/widget/vue';
import type { GlobalComponents } from 'vue';

type Payment = InstanceType<GlobalComponents['atobarai-payment']>;

/** What a template may bind. */
export const props = (items: readonly Item[]): Payment['$props'] => ({
  publishableKey: 'pk_test_x',
  amount: 5_500,
  items,
  locale: 'ja',
  required: true,
});

// @ts-expect-error: an amount is a number of yen.
export const wrong: Payment['$props'] = { amount: '5500' };

// @ts-expect-error: Vue writes `false` into the attribute, where it counts as given.
export const given: Payment['$props'] = { manual: false };

export function told(emit: Payment['$emit'], authorized: HTMLElementEventMap['atobarai-authorized']): void {
  emit('atobarai-authorized', authorized);
  // @ts-expect-error: that is another event.
  emit('atobarai-held', authorized);
}

export const banner: GlobalComponents['atobarai-message'] | GlobalComponents['atobarai-legal-notice'] | undefined = undefined;
