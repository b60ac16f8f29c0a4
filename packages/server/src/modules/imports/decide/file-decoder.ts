import { Refused } from '../../../core/result.ts';

/** Enough to hold the header, whose Japanese headings tell the encodings apart. */
const lookBytes = 65_536;

const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

/**
 * Makes text of a file's bytes (formats.md 8.4): UTF-8 when a byte-order mark says so or its beginning
 * can be nothing else, otherwise CP932, which is what the Encoding Standard calls shift_jis. Strict to
 * the end: a file that is neither is refused, never guessed at.
 */
export class FileDecoder {
  #look: Uint8Array = new Uint8Array();
  #decoder: TextDecoder | undefined;

  decode(bytes: Uint8Array): string {
    if (this.#decoder) return decoded(this.#decoder, bytes, true);
    this.#look = joined(this.#look, bytes);
    return this.#look.length < lookBytes ? '' : this.#begin(true);
  }

  end(): string {
    const rest = this.#decoder ? '' : this.#begin(true);
    return rest + (this.#decoder ? decoded(this.#decoder, new Uint8Array(), false) : '');
  }

  #begin(stream: boolean): string {
    const bytes = this.#look;
    this.#look = new Uint8Array();
    this.#decoder = decoderFor(bytes);
    return decoded(this.#decoder, bytes, stream);
  }
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  const marked = byteOrderMark.every((byte, index) => bytes[index] === byte);
  return new TextDecoder(marked || isUtf8(bytes) ? 'utf-8' : 'shift_jis', { fatal: true });
}

/** The last character may be cut in two. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Refused({ code: 'file_encoding' });
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
