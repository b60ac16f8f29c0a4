/** Base64 without `Buffer`, so that it works in a browser tab, too. Meant for short byte strings. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Reflect.apply(String.fromCharCode, undefined, bytes));
}
