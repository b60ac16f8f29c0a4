/** What a refusal says. `{name}` is a value; a part in [brackets] is left out when its value is not known. */
export type Words = { readonly title: string; readonly detail: string };

export type Message = { readonly status: number; readonly ja: Words; readonly en: Words };

export function message(
  status: number,
  ja: readonly [title: string, detail: string],
  en: readonly [title: string, detail: string],
): Message {
  return { status, ja: { title: ja[0], detail: ja[1] }, en: { title: en[0], detail: en[1] } };
}
