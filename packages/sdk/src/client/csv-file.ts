import type { Download } from './download.ts';

/** A file of the server, read as you like; each of these reads it once. */
export type CsvFile = {
  /** The bytes as they arrive; for files of any size. */
  readonly stream: () => ReadableStream<Uint8Array>;
  readonly bytes: () => Promise<Uint8Array>;
  /** The text, decoded from the encoding that was asked for. */
  readonly text: () => Promise<string>;
};

export function csvFile(file: Download, encoding: 'utf-8' | 'cp932' | undefined): CsvFile {
  return {
    ...file,
    // The Encoding Standard's shift_jis is the code page that Windows calls 932.
    text: async () => new TextDecoder(encoding === 'cp932' ? 'shift_jis' : 'utf-8').decode(await file.bytes()),
  };
}
