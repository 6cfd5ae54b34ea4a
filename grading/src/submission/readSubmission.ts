import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { networkOfWeights, type NetworkPartName } from 'course';
import { unzipSync } from 'fflate';
import { parseNotebook, type Notebook } from 'nbconvert-ts';
import { limits } from '../limits';

/** One notebook of a submission, or why it can't be read. */
export type Received = { notebook: Notebook } | { problem: string };

/** What a student has handed in. */
export interface Submission {
  /** By name; missing notebooks are not in it. */
  notebooks: Map<string, Received>;
  /** Files with weights of trained networks. */
  weights: Map<NetworkPartName, Uint8Array>;
}

/**
 * Reads the folder or zip archive of one student. It unpacks nothing onto the disk, follows no
 * links, and reads no file but notebooks with these names and saved weights.
 *
 * @param place the folder or archive
 * @param names the notebooks to read, without extension
 * @throws Error in one line if it is neither, or an archive that can't be read
 */
export function readSubmission(place: string, names: readonly string[]): Submission {
  const status = lstatSync(place);
  if (status.isDirectory()) return readFolder(place, names);
  if (!status.isFile()) throw new Error(`${place} is neither a folder nor an archive.`);
  if (status.size > limits.archiveBytes)
    throw new Error(`${place} is too large: ${megabytes(status.size)}.`);
  return readArchive(place, names);
}

function readFolder(folder: string, names: readonly string[]): Submission {
  const notebooks: Submission['notebooks'] = new Map();
  for (const name of names) {
    const file = join(folder, `${name}.ipynb`);
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (!status) continue;
    if (!status.isFile())
      notebooks.set(name, { problem: 'This is no file of its own, but a link or a folder.' });
    else if (status.size > limits.notebookBytes) notebooks.set(name, tooLarge(status.size));
    else notebooks.set(name, parse(readFileSync(file)));
  }
  const submission = { notebooks, weights: weightsIn(folder) };
  if (notebooks.size > 0) return submission;
  // A course website's download: a folder for each student, with what was handed in inside.
  const archives = readdirSync(folder).filter((file) => /^[^.].*\.zip$/i.test(file));
  return archives.length === 1 ? readSubmission(join(folder, archives[0]!), names) : submission;
}

/** The notebooks save trainings in one folder, the hand-in in the other. */
function weightsIn(folder: string): Submission['weights'] {
  const weights: Submission['weights'] = new Map();
  for (const place of ['progress', 'weights']) {
    const inner = join(folder, place);
    if (!lstatSync(inner, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const name of readdirSync(inner).sort()) {
      const part = networkOfWeights(name);
      const status = lstatSync(join(inner, name));
      if (part && status.isFile() && status.size <= limits.weightsBytes) {
        weights.set(part, readFileSync(join(inner, name)));
      }
    }
  }
  return weights;
}

function readArchive(file: string, names: readonly string[]): Submission {
  const notebooks: Submission['notebooks'] = new Map();
  const weights: Submission['weights'] = new Map();
  let entries: Record<string, Uint8Array>;
  // Entries may share their bytes, so a few of them can grow to any size.
  let left = limits.unpackedBytes;
  const take = (size: number): true => {
    left -= size;
    if (left < 0) throw new Error(`it unpacks to more than ${megabytes(limits.unpackedBytes)}`);
    return true;
  };
  try {
    entries = unzipSync(readFileSync(file), {
      filter({ name, originalSize }) {
        if (networkOfWeights(basename(name)))
          return originalSize <= limits.weightsBytes && take(originalSize);
        const notebook = notebookOf(name, names);
        if (notebook === undefined) return false;
        if (originalSize <= limits.notebookBytes) return take(originalSize);
        notebooks.set(notebook, tooLarge(originalSize));
        return false;
      },
    });
  } catch (error) {
    throw new Error(`${file} is not a zip archive that can be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  for (const [name, bytes] of Object.entries(entries)) {
    const part = networkOfWeights(basename(name));
    if (part) {
      weights.set(part, bytes);
      continue;
    }
    const notebook = notebookOf(name, names)!;
    const isSecond = notebooks.has(notebook);
    notebooks.set(notebook, isSecond ? { problem: 'The archive holds it twice.' } : parse(bytes));
  }
  return { notebooks, weights };
}

/** The notebook that an entry of an archive holds, in whatever folder it lies. */
function notebookOf(entry: string, names: readonly string[]): string | undefined {
  // macOS adds one to each file.
  if (entry.includes('__MACOSX/')) return undefined;
  return names.find((name) => basename(entry) === `${name}.ipynb`);
}

function parse(bytes: Uint8Array): Received {
  try {
    return { notebook: parseNotebook(Buffer.from(bytes).toString('utf8')) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function tooLarge(size: number): Received {
  return {
    problem: `It is too large to be read: ${megabytes(size)}, at most ${megabytes(limits.notebookBytes)}.`,
  };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}
