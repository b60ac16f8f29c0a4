import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { addAbortSignal } from 'node:stream';
import type { Mode } from '../core/database.ts';
import {
  endpointUrl,
  type WebhookAnswer,
  type WebhookProblem,
  type WebhookRequest,
  type WebhookSender,
} from '../modules/webhooks/model.ts';
import { timeLimit } from './time-limit.ts';
import { isLoopbackAddress, isPublicAddress, literalAddress } from './public-address.ts';

export type Resolved = { readonly address: string; readonly family: number };

export type NodeSenderOptions = {
  /** Lets test mode send to this machine itself, for development. Never live mode, and never to a private network. */
  readonly allowLoopback: boolean;
  /** Every address of a name. The system's own resolver unless told. */
  readonly resolve?: (hostname: string) => Promise<readonly Resolved[]>;
};

const systemResolve = (hostname: string) => lookup(hostname, { all: true, order: 'verbatim' });

/**
 * Sends to the public internet and nowhere else. Literal addresses are checked as they stand, names
 * are resolved once, all their addresses are checked, and the connection goes to one of those: a
 * name that changes its mind in between (DNS rebinding) gains nothing. Redirects are not followed.
 */
export function createNodeSender({ allowLoopback, resolve = systemResolve }: NodeSenderOptions): WebhookSender {
  const isAllowed = (address: string, mode: Mode) =>
    isPublicAddress(address) || (allowLoopback && mode === 'test' && isLoopbackAddress(address));

  async function addressesOf(url: URL, mode: Mode): Promise<readonly Resolved[]> {
    const literal = literalAddress(url.hostname);
    const found = literal === undefined ? await resolve(url.hostname) : [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
    // A name that also points inside is refused as a whole.
    if (found.length === 0 || !found.every(({ address }) => isAllowed(address, mode))) throw new Failure('address_forbidden');
    return found;
  }

  return {
    isForbidden(url, mode) {
      const literal = literalAddress(url.hostname);
      if (literal !== undefined) return !isAllowed(literal, mode);
      return /(^|\.)localhost\.?$/.test(url.hostname) && !(allowLoopback && mode === 'test');
    },
    async send(request) {
      const limit = timeLimit(request);
      try {
        const url = endpointUrl(request.url, request.mode);
        if (!url) throw new Failure('address_forbidden');
        const addresses = await withinLimit(addressesOf(url, request.mode), limit.signal);
        return await exchange(request, { url, addresses, limit: limit.signal });
      } catch (error) {
        request.signal?.throwIfAborted();
        return { kind: 'unanswered', problem: limit.signal.aborted ? 'timeout' : problemOf(error) };
      } finally {
        limit.end();
      }
    },
  };
}

/** Why a request was given up by ourselves. */
class Failure extends Error {
  readonly problem: WebhookProblem;
  constructor(problem: WebhookProblem) {
    super(problem);
    this.name = 'Failure';
    this.problem = problem;
  }
}

function problemOf(error: unknown): WebhookProblem {
  if (error instanceof Failure) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'name_not_found';
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME_)|CERT/.test(code) ? 'tls_failed' : 'connection_failed';
}

/** A resolver cannot be interrupted, and a connection may end in ways that Node tells nobody of; whoever waits for them can be. */
function withinLimit<T>(work: Promise<T>, limit: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Failure('timeout'));
    if (limit.aborted) giveUp();
    limit.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject);
  });
}

type Exchange = { readonly url: URL; readonly addresses: readonly Resolved[]; readonly limit: AbortSignal };

async function exchange(request: WebhookRequest, { url, addresses, limit }: Exchange): Promise<WebhookAnswer> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent: ClientRequest = open(url, {
    method: 'POST',
    headers: { ...request.headers, 'content-length': String(new TextEncoder().encode(request.body).length) },
    // A connection of its own, to an address that was checked for this very request.
    agent: false,
    lookup: checkedLookup(addresses),
    signal: limit,
  });
  try {
    const head = headOf(sent);
    sent.end(request.body);
    // Once there is a status, a broken connection or the end of the time changes nothing about it.
    const response = await withinLimit(head, limit);
    const { statusCode: status = 0, headers } = response;
    // What follows a change of protocol is no body.
    const body = status === switchingProtocols ? '' : await readStart(addAbortSignal(limit, response), request.mostAnswerBytes);
    return { kind: 'answered', status, retryAfter: headers['retry-after'] ?? null, body };
  } finally {
    sent.destroy();
  }
}

const switchingProtocols = 101;

function headOf(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', resolve);
    // Unasked, Node would close the connection without a word: neither a response nor an error.
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
  });
}

function checkedLookup(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family ?? 0);
  };
}

/** The first bytes of an answer. Its status counts even when the rest breaks off or never ends. */
async function readStart(response: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, mostBytes - length));
      length += chunk.length;
      if (length >= mostBytes) break;
    }
  } catch {
    // What came so far is what there is.
  }
  return Buffer.concat(chunks).toString('utf8');
}
