// The part of Vue 3 that typings of custom elements touch. It cannot show that Vue itself still says so.
export interface HTMLAttributes {
  class?: unknown;
  id?: string;
}
export type PublicProps = { readonly key?: PropertyKey; readonly ref?: unknown };
export interface GlobalComponents {
  readonly KeepAlive: unknown;
}
