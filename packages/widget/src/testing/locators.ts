/** Roles that the widget is found by. */
export type Role =
  | 'button'
  | 'checkbox'
  | 'group'
  | 'heading'
  | 'link'
  | 'list'
  | 'listitem'
  | 'progressbar'
  | 'radio'
  | 'status'
  | 'textbox';

type Find<L> = (role: Role, options?: { readonly name?: string | RegExp; readonly exact?: boolean }) => L;

/** What Playwright's `Locator` and that of Vitest's browser mode have in common. */
export type LocatorLike<L> = {
  getByRole: Find<L>;
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): L;
  click(): Promise<unknown>;
  fill(text: string): Promise<unknown>;
};

/** A page, or a part of one: Playwright's `Page`, Vitest's `page`, or a locator of either. */
export type PageLike<L extends LocatorLike<L>> = Pick<LocatorLike<L>, 'getByRole'>;
