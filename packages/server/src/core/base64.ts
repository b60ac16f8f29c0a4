/** Base64 without `Buffer`, so that it works in a browser tab, too. Meant for short byte strings. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Reflect.apply(String.fromCharCode, undefined, bytes));
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
