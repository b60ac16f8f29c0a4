import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from './http-server.ts';

let server: Listening | undefined;
afterEach(() => server?.close());

async function toldOf(trustedProxies: number, forwardedFor: string): Promise<unknown> {
  server = await listen({ fetch: (_request, from) => Response.json(from), host: '127.0.0.1', port: 0, trustedProxies });
  const reply = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { 'x-forwarded-for': forwardedFor, connection: 'close' } });
  return reply.json();
}

describe('serving on a port', () => {
  it('tells the application which address a request comes from', async () => {
    expect(await toldOf(0, '198.51.100.1')).toEqual({ visitor: '127.0.0.1' });
  });

  it('believes the proxy that it was told stands in front', async () => {
    expect(await toldOf(1, '198.51.100.1')).toEqual({ visitor: '198.51.100.1' });
  });
});
