import { page } from 'vitest/browser';
import type { AtobaraiPayment } from '../../src/index.ts';
import { paymentOn, type Scene, until } from './scenes.ts';

const language = 'ja';

/** A shop's form, alone on the page, and what it sent. */
export function shopForm() {
  const form = document.createElement('form');
  const sent: FormData[] = [];
  document.body.replaceChildren(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sent.push(new FormData(form));
  });
  form.append(Object.assign(document.createElement('button'), { textContent: '注文する' }));
  return { form, sent };
}

const scene = (changes: Partial<Scene>): Scene => ({ name: 'form', alone: true, panel: 'available', ...changes });

export const paymentIn = (place: Element, changes: Partial<Scene> = {}): AtobaraiPayment =>
  paymentOn(place, { scene: scene(changes), language });
export const seen = (element: AtobaraiPayment, selector: string) => until(() => element.shadowRoot?.querySelector<HTMLElement>(selector));
export const ready = (element: AtobaraiPayment) => until(() => element.shadowRoot?.querySelector('.total')?.textContent);
export const order = () => page.getByRole('button', { name: '注文する' }).click();

type SeenCall = { readonly call: string; readonly headers: Record<string, string>; readonly body: Record<string, unknown> };
export const calls = async (scenario: string): Promise<SeenCall[]> =>
  (await (await fetch(`/shop/${scenario}/v1/checkout/seen`)).json()) as SeenCall[];
