import type * as Loaded from './index.ts';

// The script for pages without modules: loads the elements from beside itself, once, and lets the page go on meanwhile.

type AtobaraiLoader = { readonly ready: Promise<typeof Loaded> };

declare global {
  var Atobarai: AtobaraiLoader | undefined;
}

const here = (document.currentScript as HTMLScriptElement | null)?.src ?? '';

globalThis.Atobarai ??= { ready: import(/* @vite-ignore */ new URL('atobarai-widget.js', here).href) as Promise<typeof Loaded> };
