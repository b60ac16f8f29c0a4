import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type * as sdk from '../src/index.ts';
import { bundle } from './support/bundle.ts';
import { exampleSummary } from './support/examples.ts';

// What a worker at the edge has: no window, no process, no Buffer.
const globals = {
  AbortController,
  AbortSignal,
  Blob,
  clearTimeout,
  crypto,
  DOMException,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
};

/** The bundle in a context of its own, whose network answers like this. */
async function inWorker(answer: (request: Request) => Response): Promise<typeof sdk> {
  const { code } = await bundle(`export * from './src/index.ts';`, { format: 'iife' });
  const fetch = async (input: RequestInfo | URL, setup?: RequestInit) => answer(new Request(input, setup));
  return runInContext(`${code}; bundled`, createContext({ ...globals, fetch })) as typeof sdk;
}

const apiKey = `sk_test_0123456789ab_${'x'.repeat(43)}`;

describe('the client in a worker', () => {
  it('makes a call and checks the answer with nothing but what the web has', async () => {
    const { createClient } = await inWorker(() => Response.json({ data: [exampleSummary], nextCursor: null }));
    const { data } = await createClient({ apiKey }).orders.list().page();
    expect(data).toEqual([exampleSummary]);
  });

  it('sends a stream and reads one', async () => {
    const { createClient } = await inWorker((request) => new Response(request.body, { headers: { 'content-type': 'text/csv' } }));
    const client = createClient({ apiKey });
    await expect(client.imports.create({ kind: 'orders' }, new Blob(['a,b\n']).stream())).rejects.toMatchObject({ code: 'invalid_reply' });
    expect(await (await client.exports.orders()).text()).toBe('');
  });

  it('throws errors that another copy of the library knows', async () => {
    const { createClient } = await inWorker(() => Response.json({}, { status: 422 }));
    const { isAtobaraiError, isRequestError } = await import('../src/index.ts');
    const error = await createClient({ apiKey, retry: false })
      .orders.get('ord_1')
      .catch((thrown: unknown) => thrown);
    expect([isAtobaraiError(error), isRequestError(error)]).toEqual([true, true]);
  });
});
