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

function bytesOf({ format, content }: StoredFile): Uint8Array {
  if (format === 'json') return strToU8(`${JSON.stringify(content, null, 1)}\n`);
  if (format === 'text') return strToU8(content as string);
  return Uint8Array.from(atob(content as string), (character) => character.charCodeAt(0));
}

/** Gives the student everything in one file. */
export async function downloadWork(): Promise<void> {
  const link = document.createElement('a');
  const bytes = zipSync(await allWork());
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
  return {
    replaced: paths.filter((path) => here[path] && String(here[path]) !== String(there[path])),
    async accept() {
      for (const path of paths) {
        const bytes = there[path]!;
        if (path.startsWith('progress/')) await trained.setItem(path, bytes);
        else if (path.endsWith('.ipynb')) {
          await writeStored(path, JSON.parse(new TextDecoder().decode(bytes)));
        } else await writeStored(path, btoa(String.fromCharCode(...bytes)));
      }
    },
  };
}
