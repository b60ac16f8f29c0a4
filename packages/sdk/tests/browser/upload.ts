import { createClient, type Sent } from '@atobarai/sdk';

/** What a page shows of an upload: the rows that arrived, and how far it was at the last. */
export type Uploaded = { readonly rowsTotal: number; readonly last: Sent | undefined };

export const rows = 'shop,order\n'.repeat(20_000);

/** Hands a file in to the plain server, telling how far it is. */
export async function upload(file: string | ReadableStream<Uint8Array>): Promise<Uploaded> {
  const client = createClient({
    apiKey: `sk_test_${'x'.repeat(40)}`,
    baseUrl: `${location.origin}/plain-server`,
    retry: false,
    language: 'en',
  });
  let last: Sent | undefined;
  const { rowsTotal } = await client.imports.create({ kind: 'orders' }, file, { onSent: (sent) => (last = sent) });
  return { rowsTotal, last };
}
