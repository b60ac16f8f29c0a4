import type { Timer } from './deadline.ts';
import { TimeoutError } from './errors.ts';
import type { TransportReply } from './transport.ts';
import { brokenError, type Outgoing } from './tries.ts';

/** A file whose rest is still on its way; it is read once. */
export type Download = {
  readonly stream: () => ReadableStream<Uint8Array>;
  readonly bytes: () => Promise<Uint8Array>;
};

type DownloadCall = Pick<Outgoing, 'url' | 'signal' | 'timeoutMs'>;

/**
 * The rest of a file, for as long as it takes. It ends with a ConnectionError when the connection breaks,
 * with a TimeoutError when nothing more comes, and with the reason of the caller's abort.
 */
export function download(call: DownloadCall, reply: TransportReply, timer: Timer): Download {
  const stream = () => reading(call, reply.stream().getReader(), timer);
  return { stream, bytes: async () => new Uint8Array(await new Response(stream()).arrayBuffer()) };
}

function reading(
  { url, signal, timeoutMs }: DownloadCall,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  timer: Timer,
): ReadableStream<Uint8Array> {
  let end: (reason: unknown) => void = () => {};
  const abort = () => end(signal?.reason);
  const release = () => signal?.removeEventListener('abort', abort);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      end = (reason) => {
        release();
        controller.error(reason);
        void reader.cancel(reason).catch(() => {});
      };
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    },
    async pull(controller) {
      const callOff = timer(timeoutMs, () =>
        end(new TimeoutError(`Nothing more of the file came within ${timeoutMs} ms: ${url}`, { code: 'timeout', retryable: true })),
      );
      try {
        const { done, value } = await reader.read();
        if (value !== undefined) controller.enqueue(value);
        if (!done) return;
        release();
        controller.close();
      } catch (cause) {
        end(brokenError({ url }, cause));
      } finally {
        callOff();
      }
    },
    async cancel(reason) {
      release();
      await reader.cancel(reason);
    },
  });
}
