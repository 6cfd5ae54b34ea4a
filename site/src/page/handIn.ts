import { strToU8, unzipSync, zipSync } from 'fflate';
import { files, trained, writeStored, type StoredFile } from './contents';
import { beforeUpdate } from './update';

/** Everything of a student's, by the names that it has in the archive that the grader reads. */
export async function allWork(): Promise<Record<string, Uint8Array>> {
  const work: Record<string, Uint8Array> = {};
  await files.iterate<StoredFile, void>((file, path) => {
    if (file.type !== 'directory' && !path.endsWith(beforeUpdate)) work[path] = bytesOf(file);
  });
  await trained.iterate<Uint8Array, void>((bytes, path) => {
    work[path] = bytes;
  });
  return work;
}

function notebookBytes(notebook: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(notebook, null, 1)}\n`);
}

function bytesOf({ format, content }: StoredFile): Uint8Array {
  if (format === 'json') return notebookBytes(content);
  if (format === 'text') return strToU8(content as string);
  return Uint8Array.from(atob(content as string), (character) => character.charCodeAt(0));
}

/** Notebooks that are open, by their paths: they may be newer than what is saved. */
export type Open = Readonly<Record<string, unknown>>;

/** Gives the student everything in one file. */
export async function downloadWork(open: Open = {}): Promise<void> {
  const link = document.createElement('a');
  const work = await allWork();
  for (const [path, notebook] of Object.entries(open)) work[path] = notebookBytes(notebook);
  const bytes = zipSync(work);
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  link.download = 'hand-in.zip';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What an archive would change here. */
export interface Upload {
  /** Paths of files that are here too, with another content. */
  replaced: string[];
  /** Puts everything in its place. */
  accept: () => Promise<void>;
}

/**
 * Reads an archive that {@link downloadWork} or the hand-in of another computer made.
 *
 * @throws Error if it is none
 */
export async function readUpload(archive: Uint8Array): Promise<Upload> {
  let there: Record<string, Uint8Array>;
  try {
    there = unzipSync(archive);
  } catch {
    throw new Error('This is no archive of notebooks: choose the hand-in.zip that you downloaded.');
  }
  const here = await allWork();
  const paths = Object.keys(there).filter((path) => !path.endsWith('/'));
  const contents = paths.map((path): [string, unknown] => {
    const bytes = there[path]!;
    if (path.startsWith('progress/')) return [path, bytes];
    if (!path.endsWith('.ipynb')) return [path, base64(bytes)];
    try {
      return [path, JSON.parse(new TextDecoder().decode(bytes))];
    } catch {
      throw new Error(`${path} in this archive is no notebook. Nothing was changed.`);
    }
  });
  return {
    replaced: paths.filter((path) => here[path] && String(here[path]) !== String(there[path])),
    async accept() {
      for (const [path, content] of contents) {
        if (content instanceof Uint8Array) await trained.setItem(path, content);
        else await writeStored(path, content);
      }
    },
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
