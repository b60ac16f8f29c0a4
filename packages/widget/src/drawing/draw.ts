import type { Drawable, Shape } from './element.ts';

// Why this is ours: docs/decisions/0013. On a page with names on Object.prototype only an element's own attributes
// count, and none of them is markup.

type Drawn = { readonly shape: Shape | string; readonly node: ChildNode };

/** What was drawn into each place, in order. */
const drawings = new WeakMap<ParentNode, readonly Drawn[]>();

/** Brings a place to what is wanted. Elements that stay keep what the shopper has in them: focus, selection, scrolling. */
export function draw(place: Element | ShadowRoot, wanted: Drawable): void {
  const left = [...(drawings.get(place) ?? [])];
  const drawn = shapesOf(wanted).map((shape): Drawn => {
    const index = left.findIndex((before) => isLike(before.shape, shape));
    const before = index < 0 ? undefined : left.splice(index, 1)[0];
    return { shape, node: renewed(before ?? blank(shape, place), shape) };
  });
  // First, so that what stays need not be moved, which would lose the focus.
  for (const { node } of left) node.remove();
  for (const [index, { node }] of drawn.entries()) {
    const there = place.childNodes[index];
    if (there !== node) place.insertBefore(node, there ?? null);
  }
  drawings.set(place, drawn);
}

function shapesOf(wanted: Drawable): (Shape | string)[] {
  if (!wanted) return [];
  return typeof wanted === 'string' || isShape(wanted) ? [wanted] : wanted.flatMap(shapesOf);
}

const isShape = (wanted: object): wanted is Shape => Object.hasOwn(wanted, 'tag');

const isLike = (a: Shape | string, b: Shape | string): boolean =>
  typeof a === 'string' || typeof b === 'string' ? typeof a === typeof b : a.tag === b.tag && a.key === b.key;

function blank(shape: Shape | string, place: Element | ShadowRoot): Drawn {
  if (typeof shape === 'string') return { shape, node: document.createTextNode('') };
  const { tag, key } = shape;
  const isDrawing = tag === 'svg' || place instanceof SVGElement;
  const node = isDrawing ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  return { shape: { tag, key, attributes: {}, children: [] }, node };
}

function renewed({ shape: before, node }: Drawn, shape: Shape | string): ChildNode {
  if (typeof shape === 'string') {
    if (node.nodeValue !== shape) node.nodeValue = shape;
  } else if (node instanceof Element && typeof before === 'object') {
    const { attributes, children } = shape;
    for (const name of Object.keys(before.attributes)) if (!Object.hasOwn(attributes, name)) put(node, name, null);
    for (const [name, value] of Object.entries(attributes))
      if (value !== before.attributes[name] || isProperty.test(name)) put(node, name, value);
    draw(node, children);
  }
  return node;
}

/** What the shopper or a listener sees is a property; the rest is an attribute. */
const isProperty = /^(on|value$|checked$)/;

function put(element: Element, name: string, value: unknown): void {
  if (isProperty.test(name)) {
    if (Reflect.get(element, name) !== value) Reflect.set(element, name, value);
  } else {
    const isSwitch = typeof value === 'boolean' && !name.startsWith('aria-');
    if (value === null || (isSwitch && !value)) element.removeAttribute(name);
    else element.setAttribute(name, isSwitch ? '' : String(value));
  }
}
