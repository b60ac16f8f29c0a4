/** The bytes of a request, or undefined as soon as there are more of them than allowed. */
export async function bodyOf(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop gives the rest of the body up.
  for await (const part of request.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > maxBytes) return undefined;
  }
  return joined(parts, length);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
