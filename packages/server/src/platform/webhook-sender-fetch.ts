import { timeLimit } from './time-limit.ts';
import type { WebhookAnswer, WebhookSender } from '../modules/webhooks/model.ts';

/**
 * For the embedded server, in a browser tab or behind a mock of the network: whatever `fetch` can
 * reach. It does not wall off private networks, so a server on a network uses the Node sender.
 */
export function createFetchSender(fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init)): WebhookSender {
  return {
    isForbidden: () => false,
    async send({ url, headers, body, timeoutMs, mostAnswerBytes, signal }) {
      const limit = timeLimit({ timeoutMs, signal });
      try {
        const response = await fetch(url, { method: 'POST', headers: { ...headers }, body, redirect: 'manual', signal: limit.signal });
        return await answerOf(response, mostAnswerBytes);
      } catch {
        signal?.throwIfAborted();
        return { kind: 'unanswered', problem: limit.signal.aborted ? 'timeout' : 'connection_failed' };
      } finally {
        limit.end();
      }
    },
  };
}

async function answerOf(response: Response, mostBytes: number): Promise<WebhookAnswer> {
  // A browser hides where a redirect leads, and shows its status as 0.
  if (response.status === 0) return { kind: 'unanswered', problem: 'connection_failed' };
  return {
    kind: 'answered',
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await startOf(response, mostBytes),
  };
}

async function startOf(response: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk.subarray(0, mostBytes - length), { stream: true });
      length += chunk.length;
      if (length >= mostBytes) break;
    }
  } catch {
    // What came so far is what there is; the status has been told.
  }
  return text;
}
