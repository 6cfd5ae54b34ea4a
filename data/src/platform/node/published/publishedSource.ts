import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openPromise } from 'yauzl';
import type { Counts } from '../../../DigitSet';
import type { DataSource } from '../../Platform';
import { readAmat } from './readAmat';

/** The names that the published files have. */
const FILES = {
  train: 'mnist_all_rotation_normalized_float_train_valid.amat',
  test: 'mnist_all_rotation_normalized_float_test.amat',
} as const;

type Part = keyof typeof FILES;

/** Images between two reports of progress. */
const STRIDE = 500;

/** Reads a part, given the file's name for messages and its bytes. */
type PartReader<T> = (name: string, stream: AsyncIterable<Buffer>) => Promise<T>;

/** The published files, in a folder or in a zip file. */
interface PublishedFiles {
  /** The files' sizes and times, so it changes when they do. */
  readonly fingerprint: string;
  /** Opens a part for `reader`, and closes it afterwards. */
  read<T>(part: Part, reader: PartReader<T>): Promise<T>;
}

/**
 * The published files as a source.
 *
 * @param path the folder with both `.amat` files, or `mnist_rotation_new.zip`
 * @param counts how many images each file must have
 * @throws Error when the files are not there
 */
export async function publishedSource(path: string, counts: Counts): Promise<DataSource> {
  const full = resolve(path);
  const files = await publishedFiles(full);
  const source = `The published rotated MNIST files, from ${full}.`;
  const id = createHash('sha256').update(full).digest('hex').slice(0, 12);
  return {
    name: `published-${id}`,
    key: { source, fingerprint: files.fingerprint, counts },
    async prepare(onProgress) {
      const total = counts.train + counts.test;
      const read = (part: Part, before: number) =>
        files.read(part, (name, stream) =>
          readAmat(stream, name, counts[part], (done) => {
            if (done % STRIDE === 0 || done === counts[part]) onProgress?.(before + done, total);
          }),
        );
      return { train: await read('train', 0), test: await read('test', counts.train), source };
    },
  };
}

/**
 * Finds the published files.
 *
 * @param path the folder with both `.amat` files, or `mnist_rotation_new.zip`
 * @throws Error when the path does not exist, or does not hold these files
 * @example const files = await publishedFiles('/home/ada/mnist_rotation_new.zip');
 */
export async function publishedFiles(path: string): Promise<PublishedFiles> {
  const found = await fingerprint(path);
  if (found.folder) {
    const file = (part: Part): string => join(path, FILES[part]);
    const parts = [await fingerprint(file('train')), await fingerprint(file('test'))];
    return {
      fingerprint: parts.map((part) => part.text).join(', '),
      read: (part, reader) => reader(file(part), createReadStream(file(part))),
    };
  }
  return {
    fingerprint: found.text,
    read: (part, reader) => readZipped(path, FILES[part], reader),
  };
}

async function fingerprint(path: string): Promise<{ folder: boolean; text: string }> {
  try {
    const found = await stat(path);
    return { folder: found.isDirectory(), text: `${found.size} bytes of ${found.mtimeMs}` };
  } catch (error) {
    throw new Error(
      `The rotated MNIST files can't be read from ${path}: ` +
        `${(error as Error).message}. Give the folder with ${FILES.train} and ${FILES.test}, or ` +
        'mnist_rotation_new.zip, in ROTATED_MNIST or as the option "path"; or neither, for a generated set.',
      { cause: error },
    );
  }
}

/**
 * yauzl streams what the archive's directory lists; fflate needs all of the archive in memory to
 * read it.
 */
async function readZipped<T>(path: string, file: string, reader: PartReader<T>): Promise<T> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw damaged(path, error);
  });
  try {
    for await (const entry of zip.eachEntry()) {
      if (basename(entry.fileName) !== file) continue;
      return await reader(
        `${path}, ${file}`,
        unzipped(path, await zip.openReadStreamPromise(entry)),
      );
    }
  } finally {
    zip.close();
  }
  throw new Error(`${path}: expected a zip file with ${file} in it, but it has none.`);
}

/** Marks errors of the zip file, as opposed to errors in the text that it holds. */
async function* unzipped(
  path: string,
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void> {
  try {
    for await (const piece of stream) yield piece;
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, error: unknown): Error {
  const { message } = error as Error;
  return new Error(`${path} is not a zip file, or is damaged (${message}). Get it again.`, {
    cause: error,
  });
}
