/** Both languages, since the shop's staff may read it in the delivery log of the Dev Dashboard. */
export type Words = { readonly ja: string; readonly en: string };

/** An answer other than 200: what was wrong, and what to do. */
export function refusal(status: number, code: string, { ja, en }: Words): Response {
  return Response.json({ code, messageJa: ja, messageEn: en }, { status, headers: { 'cache-control': 'no-store' } });
}

export function accepted(outcome: string): Response {
  return Response.json({ outcome }, { headers: { 'cache-control': 'no-store' } });
}

/** The bytes of a body, or null when there are more than allowed. Never more than `most` are kept. */
export async function bodyWithin(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
