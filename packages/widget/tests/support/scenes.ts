import type { AtobaraiPayment, Buyer, Item } from '../../src/index.ts';
import type { Panel } from '../../src/checkout/panel.ts';
import { type Language, wordsOf } from '../../src/i18n/index.ts';

/** Everything a shopper can come to see, by the way that leads there. */
export type Scene = {
  readonly name: string;
  /** Of the scripted shop. */
  readonly scenario?: string;
  readonly amount?: number;
  /** The part of the e-mail that decides. */
  readonly who?: string;
  readonly country?: string;
  readonly alone?: boolean;
  readonly buyerToken?: string;
  readonly steps?: readonly Step[];
  /** What is seen at the end; null when another method is chosen. */
  readonly panel: Panel['is'] | null;
};

type Step =
  | 'choose'
  | 'choose card'
  | 'open terms'
  | 'consent'
  | 'order'
  | 'empty a field'
  | 'take the suggestion'
  | 'let seconds pass'
  | 'let time pass'
  | 'disable';

const ordered = ['choose', 'consent', 'order'] as const;

export const scenes: readonly Scene[] = [
  { name: 'list', panel: null },
  { name: 'another-method', steps: ['choose card'], panel: null },
  { name: 'loading', scenario: 'loading', steps: ['choose'], panel: 'loading' },
  { name: 'available', steps: ['choose'], panel: 'available' },
  { name: 'available-alone', alone: true, steps: ['open terms', 'consent'], panel: 'available' },
  { name: 'available-free-with-frame', scenario: 'free', buyerToken: 'byt_1', steps: ['choose'], panel: 'available' },
  { name: 'available-quote-pending', scenario: 'quotes-pending', steps: ['choose'], panel: 'available' },
  { name: 'available-consent-missed', steps: ['choose', 'order'], panel: 'available' },
  { name: 'unavailable-over-limit', amount: 60_000, alone: true, panel: 'unavailable' },
  { name: 'unavailable-under-limit', amount: 50, alone: true, panel: 'unavailable' },
  { name: 'unavailable-abroad', country: 'US', alone: true, panel: 'unavailable' },
  { name: 'unavailable', scenario: 'unavailable', alone: true, panel: 'unavailable' },
  { name: 'unavailable-in-list', amount: 60_000, panel: null },
  { name: 'screening', who: 'slow', steps: ordered, panel: 'screening' },
  { name: 'screening-slow', who: 'slow', steps: [...ordered, 'let seconds pass'], panel: 'screening' },
  { name: 'held-phone', who: 'hold-phone', steps: ordered, panel: 'held' },
  { name: 'held-address', who: 'hold-address', steps: ordered, panel: 'held' },
  { name: 'held-address-suggested', who: 'hold-address', steps: [...ordered, 'take the suggestion'], panel: 'held' },
  { name: 'held-incomplete', who: 'hold-phone', steps: [...ordered, 'empty a field'], panel: 'held' },
  { name: 'approved', steps: ordered, panel: 'approved' },
  { name: 'review', who: 'review', steps: ordered, panel: 'review' },
  { name: 'rejected', who: 'reject', steps: ordered, panel: 'rejected' },
  { name: 'rejected-alone', who: 'reject', alone: true, steps: ['consent', 'order'], panel: 'rejected' },
  { name: 'offline', scenario: 'offline', steps: ['choose'], panel: 'trouble' },
  { name: 'offline-screening', who: 'error', steps: ordered, panel: 'trouble' },
  { name: 'busy', scenario: 'busy', steps: ['choose'], panel: 'trouble' },
  { name: 'wrong-key', scenario: 'wrong-key', steps: ['choose'], panel: 'trouble' },
  { name: 'expired', steps: [...ordered, 'let time pass'], panel: 'expired' },
  { name: 'disabled', steps: ['choose', 'disable'], panel: 'available' },
];

const otherMethods = {
  ja: [
    { id: 'card', label: 'クレジットカード' },
    { id: 'cod', label: '代金引換', note: '手数料330円' },
  ],
  en: [
    { id: 'card', label: 'Credit card' },
    { id: 'cod', label: 'Cash on delivery', note: 'Fee ¥330' },
  ],
};

export const buyerOf = (who: string): Buyer => ({
  kind: 'consumer',
  name: '見本 花子',
  nameKana: 'ミホン ハナコ',
  postalCode: '100-0001',
  address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
  phone: '050-0000-0000',
  email: `${who}@example.jp`,
});

export const itemsOf = (amount: number): readonly Item[] => [{ name: '電気ケトル', quantity: 1, unitPrice: amount, taxRate: 10 }];

/** Puts a payment choice of the scripted shop on the page. */
export function paymentOn(place: Element, { scene, language }: { readonly scene: Scene; readonly language: Language }): AtobaraiPayment {
  const { scenario = 'plain', amount = 5_500, who = 'approve', country } = scene;
  const element = document.createElement('atobarai-payment');
  element.setAttribute('publishable-key', 'pk_test_sample');
  element.setAttribute('base-url', `${location.origin}/shop/${scenario}`);
  element.setAttribute('locale', language);
  element.setAttribute('name', 'payment');
  element.amount = amount;
  element.items = itemsOf(amount);
  element.buyer = buyerOf(who);
  if (country) element.shipTo = [{ ...buyerOf(who), country }];
  if (scene.buyerToken) element.buyerToken = scene.buyerToken;
  if (!scene.alone) element.methods = otherMethods[language];
  place.append(element);
  return element;
}

/** Leads a shopper to the end of a scene. */
export async function play(
  scene: Scene,
  { place, language }: { readonly place: Element; readonly language: Language },
): Promise<AtobaraiPayment> {
  if (scene.steps?.includes('let time pass')) hurryTimers(600_000);
  if (scene.steps?.includes('let seconds pass')) hurryTimers(3_000);
  const element = paymentOn(place, { scene, language });
  const seen = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;
  if (scene.scenario === undefined) await until(() => seen('.method, .panel'));
  if (scene.name.startsWith('unavailable')) await until(() => seen('[part~=unavailable], .closed'));
  for (const step of scene.steps ?? []) await take(step, { element, seen });
  if (scene.panel === null) return element;
  await until(() => seen(`[part~=${scene.panel}]`));
  if (scene.name === 'screening-slow') await until(() => seen('#hint')?.textContent === wordsOf(language).screeningSlow);
  if (scene.name === 'available' || scene.scenario === 'free') await until(() => !seen('.bar'));
  return element;
}

type Stage = { readonly element: AtobaraiPayment; readonly seen: (selector: string) => HTMLElement | undefined };

async function take(step: Step, { element, seen }: Stage): Promise<void> {
  switch (step) {
    case 'choose':
    case 'choose card':
      return (await until(() => seen(`input[value=${step === 'choose' ? 'atobarai' : 'card'}]`))).click();
    case 'open terms':
      return (await until(() => seen('summary'))).click();
    case 'consent':
      await until(() => !seen('.bar'));
      return (await until(() => seen('[type=checkbox]'))).click();
    case 'order':
      await until(() => seen('[part~=available]'));
      void element.authorize();
      return;
    case 'empty a field': {
      const input = (await until(() => seen('.mend input'))) as HTMLInputElement;
      input.value = '';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      (await until(() => seen('.mend button'))).click();
      await until(() => seen('[aria-invalid=true]'));
      return;
    }
    case 'take the suggestion':
      (await until(() => seen('.suggest button'))).click();
      await until(() => seen('[id="buyer.postalCode"]'));
      return;
    case 'let time pass':
    case 'let seconds pass':
      return;
    case 'disable': {
      await until(() => seen('.total') && !seen('.bar'));
      const group = document.createElement('fieldset');
      group.disabled = true;
      element.replaceWith(group);
      group.append(element);
      return;
    }
  }
}

/** A wait of at least this long passes at once; everything shorter takes its time. */
function hurryTimers(leastMs: number): void {
  const real = globalThis.setTimeout;
  const hurried = (task: TimerHandler, ms = 0, ...rest: unknown[]) => {
    if (ms < leastMs) return real(task, ms, ...rest);
    globalThis.setTimeout = real;
    return real(task, 0, ...rest);
  };
  Reflect.set(globalThis, 'setTimeout', hurried);
}

/** Waits for something to appear; frames rather than time, so that a slow machine only takes longer. */
export async function until<T>(look: () => T | undefined | false | null): Promise<T> {
  for (let frame = 0; frame < 600; frame += 1) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error(`nothing came of ${look.toString()}`);
}
