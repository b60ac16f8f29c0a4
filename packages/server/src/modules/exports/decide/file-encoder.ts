import type { FileEncoding } from '../model.ts';
import { encodeCp932 } from './cp932.ts';

/** Makes the bytes of a file, piece by piece. UTF-8 begins with a byte-order mark, by which Excel knows it. */
export function fileEncoder(encoding: FileEncoding): { readonly mediaType: string; readonly encode: (text: string) => Uint8Array } {
  if (encoding === 'cp932') return { mediaType: 'text/csv; charset=shift_jis; header=present', encode: encodeCp932 };
  const utf8 = new TextEncoder();
  let mark = '\ufeff';
  return {
    mediaType: 'text/csv; charset=utf-8; header=present',
    encode(text) {
      const bytes = utf8.encode(mark + text);
      mark = '';
      return bytes;
    },
  };
}
