// The part of @types/react 19 that typings of custom elements touch. It cannot show that React itself still says so.
export interface RefAttributes<T> {
  ref?: ((instance: T | null) => void) | { current: T | null } | null | undefined;
  key?: string | number | null | undefined;
}
export interface HTMLAttributes<T> {
  className?: string | undefined;
  id?: string | undefined;
  onClick?: ((event: { readonly currentTarget: T }) => void) | undefined;
  children?: unknown;
}
export type DetailedHTMLProps<E extends HTMLAttributes<T>, T> = RefAttributes<T> & E;
export namespace JSX {
  interface Element {
    readonly type: unknown;
  }
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicElements {
    form: DetailedHTMLProps<HTMLAttributes<HTMLFormElement>, HTMLFormElement>;
  }
}
