import { bare } from '../hardened.ts';

/** `HTMLElement`, or a stand-in where there is none, so that a server may import the package. */
export const HostElement: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** Defines an element once; a second copy of the script changes nothing. */
export function define(name: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (registry && !registry.get(name)) registry.define(name, element);
}

const sheets = new Map<string, CSSStyleSheet>();

/** A shadow tree with our style, which neither the page's style nor its content policy touches. */
export function styledShadow(host: HTMLElement, css: string): ShadowRoot {
  const root = host.attachShadow(bare({ mode: 'open', delegatesFocus: true }));
  const sheet = sheets.get(css) ?? new CSSStyleSheet();
  if (!sheets.has(css)) sheet.replaceSync(css);
  sheets.set(css, sheet);
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** Properties that were set before the element was defined hide its accessors: sets them again. */
export function adoptEarlyProperties(host: HTMLElement, names: readonly string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(host, name)) continue;
    const value: unknown = Reflect.get(host, name);
    Reflect.deleteProperty(host, name);
    Reflect.set(host, name, value);
  }
}

/** Where the script came from, which is where its server is unless `base-url` says otherwise. */
export const scriptOrigin = (): string => new URL(import.meta.url).origin;
