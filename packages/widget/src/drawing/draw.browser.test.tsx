import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { type Drawable, Fragment, h } from './element.ts';

let place: ShadowRoot;

beforeEach(() => {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  place = host.attachShadow({ mode: 'open' });
});
afterEach(() => document.body.replaceChildren());

const found = <E extends Element>(selector: string): E => {
  const element = place.querySelector<E>(selector);
  if (!element) throw new Error(`there is no ${selector}`);
  return element;
};

describe('what is drawn', () => {
  it('is elements, text and nothing, in their order', () => {
    const Pair = ({ one, two }: { readonly one: string; readonly two: string }) => (
      <Fragment>
        <b>{one}</b>
        {two}
      </Fragment>
    );
    draw(
      place,
      <p>
        {false as const}
        <Pair one="手数料" two="330円" />
        {['a', 'b'].map((name) => (
          <i key={name}>{name}</i>
        ))}
        {''}
      </p>,
    );
    expect(place.innerHTML).toBe('<p><b>手数料</b>330円<i>a</i><i>b</i></p>');
  });

  it('attributes come, change and go; false is one that is not there, but for ARIA', () => {
    draw(place, <button class="main" disabled aria-busy={false} part="button" />);
    expect(place.innerHTML).toBe('<button class="main" disabled="" aria-busy="false" part="button"></button>');
    draw(place, <button class="other" disabled={false} aria-busy={true} tabindex={-1} />);
    expect(place.innerHTML).toBe('<button class="other" aria-busy="true" tabindex="-1"></button>');
  });

  it('drawings are drawn as such', () => {
    draw(
      place,
      <svg viewBox="0 0 24 24">
        <path d="M8 12h8" />
      </svg>,
    );
    expect(found<SVGSVGElement>('svg').viewBox.baseVal.width).toBe(24);
    expect(found<SVGPathElement>('path').getTotalLength()).toBe(8);
  });

  it('the latest listener is called, once, and none when it is gone', () => {
    const heard: string[] = [];
    for (const name of ['first', 'second']) draw(place, <button onclick={() => void heard.push(name)} />);
    found<HTMLButtonElement>('button').click();
    draw(place, <button />);
    found<HTMLButtonElement>('button').click();
    expect(heard).toEqual(['second']);
  });
});

describe('what stays', () => {
  it('an input keeps the focus and the caret while things come and go around it', () => {
    const form = (value: string, complaint: string) => (
      <form>
        {complaint !== '' && <p>{complaint}</p>}
        <input value={value} />
        {complaint !== '' && <b>!</b>}
      </form>
    );
    draw(place, form('090', ''));
    const input = found<HTMLInputElement>('input');
    input.focus();
    input.setSelectionRange(1, 2);
    draw(place, form('090', 'ご入力ください'));
    draw(place, form('090', ''));
    expect(found('input')).toBe(input);
    expect([place.activeElement, input.selectionStart, input.selectionEnd]).toEqual([input, 1, 2]);
  });

  it('what the shopper opened stays open', () => {
    const terms = (text: string) => (
      <details part="terms">
        <summary>{text}</summary>
      </details>
    );
    draw(place, terms('2026-04'));
    found<HTMLDetailsElement>('details').open = true;
    draw(place, terms('2026-05'));
    expect(found<HTMLDetailsElement>('details').open).toBe(true);
  });

  it('a box that the shopper ticked follows the state, not the tick', () => {
    draw(place, <input type="checkbox" checked={false} />);
    const box = found<HTMLInputElement>('input');
    box.click();
    draw(place, <input type="checkbox" checked={false} />);
    expect(box.checked).toBe(false);
  });

  it('rows that change places take their elements along', () => {
    const rows = (ids: readonly string[]) =>
      ids.map((id) => (
        <li key={id}>
          <input value={id} />
        </li>
      ));
    draw(place, rows(['card', 'cod', 'bank']));
    const cod = place.children[1];
    draw(place, rows(['bank', 'cod']));
    expect([...place.querySelectorAll('input')].map(({ value }) => value)).toEqual(['bank', 'cod']);
    expect(place.children[1]).toBe(cod);
  });
});

describe('what was drawn before', () => {
  it('leaves no trace in what is drawn now', () => {
    const { tree } = fc.letrec<{ tree: Drawable }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<Drawable>('', '後払い', false, null),
        fc
          .record({
            tag: fc.constantFrom('div', 'p', 'b'),
            key: fc.option(fc.constantFrom('a', 'b')),
            attributes: fc.dictionary(fc.constantFrom('class', 'hidden', 'aria-busy'), fc.constantFrom<unknown>('x', 'y', true, false)),
            children: fc.array(tie('tree'), { maxLength: 4 }),
          })
          .map(({ tag, key, attributes, children }) => h(tag, { ...attributes, key }, ...children)),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { minLength: 2, maxLength: 4 }), (trees) => {
        const [once, often] = [document.createElement('div'), document.createElement('div')];
        for (const wanted of trees) draw(often, wanted);
        draw(once, trees.at(-1) ?? null);
        expect(often.isEqualNode(once)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('on a hostile page', () => {
  it('names on Object.prototype become neither attributes nor markup', () => {
    const hostile = { dangerouslySetInnerHTML: { __html: '<img src=x>' }, innerHTML: '<img src=x>', onclick: () => {}, src: 'x' };
    try {
      Object.assign(Object.prototype, hostile);
      draw(place, <p class="plain">{'後払い'}</p>);
      draw(place, <p>{'後払い'}</p>);
    } finally {
      for (const name of Object.keys(hostile)) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(place.innerHTML).toBe('<p>後払い</p>');
    expect(found<HTMLElement>('p').onclick).toBe(null);
  });

  it('text that looks like markup stays text', () => {
    draw(place, <p>{'<img src=x onerror=alert(1)>'}</p>);
    expect(place.querySelector('img')).toBe(null);
  });
});
