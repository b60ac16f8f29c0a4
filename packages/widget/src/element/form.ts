import type { AuthorizationResult } from './types.ts';

type FormEntries = { readonly name: string | null; readonly chosen: string | null; readonly token: string | undefined };

/** What the form sends: the method under the element's name, and the token as `authorizationToken`. */
export function formValue({ name, chosen, token }: FormEntries): FormData | null {
  const entries = new FormData();
  if (name && chosen) entries.set(name, chosen);
  if (token && chosen === 'atobarai') entries.set('authorizationToken', token);
  return [...entries].length > 0 ? entries : null;
}

export type Screened = {
  readonly form: HTMLFormElement | null;
  readonly needsScreening: boolean;
  readonly screening: boolean;
  readonly hasAttribute: (name: string) => boolean;
  readonly authorize: () => Promise<AuthorizationResult>;
};

/**
 * Holds the form back until the buyer is approved, then sends it as the shopper did. The page's own listeners
 * hear of the submission only then. The attribute `manual` leaves all of it to the page.
 */
export async function screenBeforeSubmit(element: Screened, event: SubmitEvent): Promise<void> {
  if (element.hasAttribute('manual') || !element.needsScreening) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // A second press while the first is under way sends nothing twice.
  if (element.screening) return;
  const { form } = element;
  const { submitter } = event;
  const { decision } = await element.authorize();
  if (decision === 'approved' || decision === 'manual_review') form?.requestSubmit(submitter);
}

/** Whether it is this control that the browser would lead the shopper to. */
export function isFirstInvalid(element: HTMLElement, form: HTMLFormElement | null): boolean {
  const first = [...(form?.elements ?? [])].find((control) => control.tagName !== 'FIELDSET' && control.matches(':invalid'));
  return first === undefined || first === element;
}
