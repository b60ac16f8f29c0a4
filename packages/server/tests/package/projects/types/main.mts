import { createEmbeddedServer, type EmbeddedServer, type SampleMerchant } from '@atobarai/server/embedded';

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What a package does not find of its types is `any`, and nobody is told. */
export const areAny: readonly false[] = [
  false satisfies IsAny<EmbeddedServer['keys']>,
  false satisfies IsAny<SampleMerchant>,
  false satisfies IsAny<Awaited<ReturnType<EmbeddedServer['clock']['advance']>>['days'][number]>,
];

export async function secretKey(): Promise<string> {
  const server: EmbeddedServer = await createEmbeddedServer({ now: '2026-10-01' });
  return server.shop.secretKey;
}
