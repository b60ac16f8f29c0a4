import { Refused } from '../../core/result.ts';

const mostDepth = 20;

/** Reads a JSON body within its limits, or refuses it by name. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const mediaType = mediaTypeOf(request);
  if (mediaType !== 'application/json' && !mediaType.endsWith('+json'))
    throw new Refused({ code: 'unsupported_media_type', values: { expected: 'application/json' } });
  const text = decode(await readBytes(request, mostBytes));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused({ code: 'malformed_json' });
  }
  if (deeperThan(value, mostDepth)) throw new Refused({ code: 'too_deep', values: { limit: mostDepth } });
  return value;
}

export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  // Made only when it is thrown: an error takes a picture of the stack.
  const tooLarge = () => new Refused({ code: 'body_too_large', values: { limit: mostBytes } });
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > mostBytes) throw tooLarge();
  return bytes;
}

/** A file as it arrives, cut off with a refusal where it grows over the limit. The whole is never in memory. */
export function openFile(request: Request, mostBytes: number): ReadableStream<Uint8Array> {
  if (mediaTypeOf(request) !== 'text/csv') throw new Refused({ code: 'unsupported_media_type', values: { expected: 'text/csv' } });
  const tooLarge = new Refused({ code: 'file_too_large', values: { limit: mostBytes } });
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge;
  if (request.body === null) return new Blob([]).stream();
  let arrived = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, file) {
      arrived += bytes.length;
      if (arrived > mostBytes) file.error(tooLarge);
      else file.enqueue(bytes);
    },
  });
  return request.body.pipeThrough(counted);
}

function mediaTypeOf(request: Request): string {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refused({ code: 'malformed_json' });
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (deeperThan(inner, levels - 1)) return true;
  return false;
}
