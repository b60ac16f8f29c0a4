import '../../src/index.ts';
import '../../src/message.ts';
import type { Language } from '../../src/i18n/index.ts';
import { play, scenes } from '../support/scenes.ts';

export type Shot = { readonly scene: string; readonly language: Language; readonly dark: boolean };

/** Plays one scene alone on the page. */
async function show({ scene: name, language, dark }: Shot): Promise<void> {
  const place = document.querySelector('main');
  const scene = scenes.find((one) => one.name === name);
  if (!place) throw new Error('the page has no main');
  document.body.className = dark ? 'dark' : '';
  place.replaceChildren();
  if (scene) await play(scene, { place, language });
  else await banner(name, { place, language });
}

async function banner(name: string, { place, language }: { readonly place: Element; readonly language: Language }): Promise<void> {
  const element = document.createElement(name);
  element.setAttribute('publishable-key', 'pk_test_sample');
  element.setAttribute('base-url', `${location.origin}/shop/plain`);
  element.setAttribute('locale', language);
  element.setAttribute('amount', '5500');
  place.append(element);
  while (!element.shadowRoot?.childElementCount) await new Promise(requestAnimationFrame);
}

Reflect.set(globalThis, 'show', show);
