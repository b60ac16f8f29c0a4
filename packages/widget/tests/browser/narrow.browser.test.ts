import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/index.ts';
import '../../src/message.ts';
import { play, scenes } from '../support/scenes.ts';

// A phone of 360 pixels, the 320 of WCAG 1.4.10, and that phone at 200 %.
const widths = [360, 320, 180];
const languages = ['ja', 'en'] as const;
const all = languages.flatMap((language) => scenes.map((scene) => ({ language, scene, name: scene.name })));

afterEach(async () => {
  document.body.replaceChildren();
  document.body.removeAttribute('style');
  await page.viewport(414, 896);
});

/** What is cut off, or reaches beyond the element. */
function cutOff(element: Element): string[] {
  const edges = element.getBoundingClientRect();
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('*:not(.sr, .sr *, svg *)') ?? [])]
    .filter((inner) => getComputedStyle(inner).display !== 'inline' && inner.checkVisibility())
    .filter((inner) => {
      const { left, right } = inner.getBoundingClientRect();
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(inner).overflowY);
      const tooWide = inner.clientWidth > 0 && inner.scrollWidth > inner.clientWidth + 1;
      const tooHigh = inner.clientHeight > 0 && !scrolls && inner.scrollHeight > inner.clientHeight + 1;
      return left < edges.left - 1 || right > edges.right + 1 || (tooWide && inner.tagName !== 'INPUT') || tooHigh;
    })
    .map((inner) => `${inner.tagName}.${inner.className} ${inner.textContent.slice(0, 30)}`);
}

describe.each(all)('$name in $language', ({ scene, language }) => {
  it('on a phone, at 200 %, and with text of twice the size nothing is cut off or needs scrolling sideways', async () => {
    const main = document.createElement('main');
    document.body.replaceChildren(main);
    const element = await play(scene, { place: main, language });
    const found: Record<string, readonly string[]> = {};
    for (const [size, width] of [...widths.map((one) => ['16px', one] as const), ['32px', 360] as const]) {
      document.body.style.fontSize = size;
      await page.viewport(width, 700);
      const sideways = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['scrolls sideways'] : [];
      found[`${width} pixels, ${size}`] = [...cutOff(element), ...sideways];
    }
    expect(Object.entries(found).filter(([, cut]) => cut.length > 0)).toEqual([]);
  });
});

it('what is cut off would be found', async () => {
  const host = document.createElement('div');
  host.attachShadow({ mode: 'open' }).innerHTML =
    '<div style="width: 50px; overflow: hidden; white-space: nowrap">後払いをご利用いただけます</div>';
  document.body.replaceChildren(host);
  expect(cutOff(host)).toEqual(['DIV. 後払いをご利用いただけます']);
});
