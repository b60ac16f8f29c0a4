import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that only its owner may read, whole or not at all. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeWhole(path, (draft) => draft.writeFile(content));
}

/** The same for what is still arriving; answers how many bytes there were. */
export async function writePrivateStream(path: string, content: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  await writeWhole(path, async (draft) => {
    for await (const chunk of content) {
      await draft.writeFile(chunk);
      bytes += chunk.byteLength;
    }
  });
  return bytes;
}

/** A command that is killed while it writes leaves the earlier file as it was. */
async function writeWhole(path: string, write: (draft: FileHandle) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      // A draft that was left behind keeps the mode it had.
      await file.chmod(0o600);
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What is in a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
