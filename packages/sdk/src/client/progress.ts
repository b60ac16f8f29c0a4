import type { FileBody } from '../contract/operation.ts';

/** How much of a file has been sent. */
export type Sent = {
  readonly sentBytes: number;
  /** Unknown for a stream. */
  readonly totalBytes: number | undefined;
};

/** Told as a file is sent; again from the start when it is sent again. */
export type OnSent = (sent: Sent) => void;

const pieceBytes = 65_536;

/** The same file as a stream that tells how far it is. */
export function counted(file: FileBody, onSent: OnSent): ReadableStream<Uint8Array> {
  if (file instanceof ReadableStream) return file.pipeThrough(counter(onSent, undefined));
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return pieces(bytes).pipeThrough(counter(onSent, bytes.length));
}

function counter(onSent: OnSent, totalBytes: number | undefined): TransformStream<Uint8Array, Uint8Array> {
  let sentBytes = 0;
  return new TransformStream({
    transform(piece, controller) {
      sentBytes += piece.byteLength;
      controller.enqueue(piece);
      onSent({ sentBytes, totalBytes });
    },
  });
}

function pieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(from, (from += pieceBytes)));
    },
  });
}
