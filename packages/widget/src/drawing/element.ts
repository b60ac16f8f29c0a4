/** What a view gives: an element, text, several of them, or nothing. */
export type Drawable = Shape | string | false | null | readonly Drawable[];

/** An element as it is to be: a value, compared with what is drawn already. */
export type Shape = {
  readonly tag: string;
  /** Tells elements with the same tag in one place apart. */
  readonly key: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly Drawable[];
};

type View<Properties> = (properties: Properties) => Drawable;

/** Elements in JSX become calls of this; a view is called at once. */
export function h<Properties>(tag: string | View<Properties>, properties: Properties | null, ...children: Drawable[]): Drawable {
  if (typeof tag === 'function') return tag({ ...properties, children } as Properties);
  const { key, ...attributes }: { readonly key?: unknown } = properties ?? {};
  return { tag, key, attributes, children };
}

/** Several elements without one around them. */
export const Fragment = ({ children }: { readonly children: Drawable }): Drawable => children;

type Listener<On, Heard extends Event> = (event: Heard & { readonly currentTarget: On }) => void;

/** The attributes that views use. Written as in HTML; what begins with `on` is called. */
type Attributes<On> = {
  readonly [aria: `aria-${string}`]: string | boolean;
  readonly autocomplete?: string;
  readonly checked?: boolean;
  readonly children?: Drawable;
  readonly class?: string;
  readonly disabled?: boolean;
  readonly for?: string;
  readonly id?: string;
  readonly inputmode?: string;
  readonly key?: string;
  readonly lang?: string;
  readonly name?: string;
  readonly novalidate?: boolean;
  readonly onclick?: Listener<On, MouseEvent>;
  readonly oninput?: Listener<On, Event>;
  readonly onsubmit?: Listener<On, SubmitEvent>;
  readonly part?: string;
  readonly required?: boolean;
  readonly role?: string;
  readonly tabindex?: number;
  readonly type?: string;
  readonly value?: string;
};

export declare namespace h {
  namespace JSX {
    type Element = Drawable;
    type IntrinsicElements = { readonly [Tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[Tag]> } & {
      readonly svg: Attributes<SVGElement> & { readonly viewBox: string };
      readonly circle: { readonly cx: number; readonly cy: number; readonly r: number };
      readonly path: { readonly d: string };
    };
    interface ElementChildrenAttribute {
      children: Drawable;
    }
  }
}
