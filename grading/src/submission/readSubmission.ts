import type { NetworkPartName } from 'course';
import { gradeIdOf, hashOf, holdsAnswer, type Manifest, type ManifestCell } from 'course-notebooks';
import { notebookText, parseSources, type Notebook } from 'nbconvert-ts';
import { limits } from '../limits';
import { handedFiles, type HandedFile, type Place } from './handedFiles';
import { namedIn, weightsIn } from './names';

/** A notebook of the course as it was handed in, or why it can't be read. */
export type Received =
  /** Several files: those with different answers to the same notebook, their cells in one list. */
  | {
      notebook: Notebook;
      files: readonly string[];
      beside: ReadonlyMap<string, Uint8Array>;
      pictures: ReadonlyMap<string, Uint8Array>;
    }
  | { problem: string };

/** What a student has handed in. */
export interface Submission {
  /** By the name of the course's notebook; missing ones are not in it. */
  notebooks: Map<string, Received>;
  /** Files with weights of trained networks. */
  weights: Map<NetworkPartName, Uint8Array>;
  /** Notebooks and archives that can't be read, each with the reason. */
  unread: string[];
  /** Files that are neither notebooks nor archives, weights or code. */
  unused: string[];
}

/**
 * Reads the folders and archives of one student. A notebook is known by the grade ids of its cells,
 * whatever its name and wherever it lies. Of several files of the same notebook, those as released
 * do not count.
 *
 * @param released the notebooks of the course that earn points
 */
export function readSubmission(place: Place, released: Manifest): Submission {
  const names = Object.keys(released);
  const submission: Submission = {
    notebooks: new Map(),
    weights: new Map(),
    unread: [],
    unused: [],
  };
  const { notebooks, weights, unread, unused } = submission;
  const readable: Readable[] = [];
  let partsLeft: number = limits.notebookParts;
  const takesParts = (count: number): boolean => {
    if (count > partsLeft) return false;
    partsLeft -= count;
    return true;
  };
  const files = handedFiles(place, names);
  for (const file of files) {
    const { path, kind, bytes } = file;
    const name = path.split('/').at(-1)!;
    if (kind === 'weights') {
      if (bytes) weights.set(weightsIn(name)!, bytes);
      continue;
    }
    const read = readNotebook(file, takesParts);
    if ('notebook' in read) readable.push(read);
    else if (read.problem !== undefined) {
      unread.push(`${path}: ${read.problem}`);
      const own = namedIn(name, names);
      if (own !== undefined) notebooks.set(own, { problem: unread.at(-1)! });
    } else if (kind === 'other' || kind === 'picture') unused.push(path);
  }
  for (const name of names) {
    const received = select(readable, released[name]!);
    if (!received) continue;
    const [beside, pictures] = (['code', 'picture'] as const).map((kind) =>
      filesBeside(received.files[0]!, files, kind),
    ) as [Map<string, Uint8Array>, Map<string, Uint8Array>];
    notebooks.set(name, { ...received, beside, pictures });
  }
  const foreign = readable.filter((one) => !names.some((name) => isOf(one, released[name]!)));
  unused.push(...foreign.map(({ path }) => path));
  return submission;
}

/** The files of a kind in a notebook's folder, by their paths from there. */
function filesBeside(
  notebook: string,
  files: readonly HandedFile[],
  wanted: 'code' | 'picture',
): Map<string, Uint8Array> {
  const folder = notebook.slice(0, notebook.lastIndexOf('/') + 1);
  const beside = new Map<string, Uint8Array>();
  let bytesLeft: number = wanted === 'code' ? limits.besideBytes : limits.picturesBytes;
  for (const { path, kind, bytes } of files) {
    if (kind !== wanted || !bytes || !path.startsWith(folder)) continue;
    const name = path.slice(folder.length);
    const isInside = name.split('/').every((part) => !['', '.', '..'].includes(part));
    if (!isInside || beside.size === limits.besideFiles || bytes.length > bytesLeft) continue;
    bytesLeft -= bytes.length;
    beside.set(name, bytes);
  }
  return beside;
}

interface Readable {
  path: string;
  notebook: Notebook;
}

function readNotebook(
  { path, kind, bytes, problem }: HandedFile,
  mayHave: (parts: number) => boolean,
): Readable | { problem?: string } {
  if (problem !== undefined) return { problem: `${problem}.` };
  const isNotebook = kind === 'notebook' || (kind === 'code' && !!bytes && holdsCells(bytes));
  if (!isNotebook || !bytes) return {};
  try {
    const text = notebookText(bytes);
    if (!mayHave(partsOf(text))) return { problem: 'its JSON has too many parts to be read.' };
    return { path, notebook: parseSources(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** Whether a file of data, under whatever name, is a notebook. */
function holdsCells(bytes: Uint8Array): boolean {
  return bytes[0] === '{'.charCodeAt(0) && Buffer.from(bytes).includes('"nbformat"');
}

/** How many objects, lists and NaNs JSON holds: each takes far more memory than its text. */
function partsOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[' || character === 'N') count++;
    if (character !== '"') continue;
    for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
  }
  return count;
}

/** The file in which a notebook was answered; several if their answers differ. */
function select(readable: readonly Readable[], released: readonly ManifestCell[]) {
  const own = readable.filter((one) => isOf(one, released));
  const [first, ...others] = own.filter(({ notebook }) => changed(notebook, released) !== '[]');
  if (!first) {
    // A person may have written into new cells.
    const [longest] = own.sort((a, b) => sizeOf(b) - sizeOf(a));
    return longest && { notebook: longest.notebook, files: [longest.path] };
  }
  const differ = others.filter(
    ({ notebook }) => changed(notebook, released) !== changed(first.notebook, released),
  );
  const all = [first, ...differ];
  return {
    notebook: { ...first.notebook, cells: all.flatMap(({ notebook }) => notebook.cells) },
    files: all.map(({ path }) => path),
  };
}

function sizeOf({ notebook: { cells } }: Readable): number {
  return cells.reduce((sum, { source }) => sum + source.length, 0);
}

function isOf({ notebook }: Readable, released: readonly ManifestCell[]): boolean {
  const ids = new Set(notebook.cells.map(gradeIdOf));
  return released.some(({ gradeId }) => ids.has(gradeId));
}

/** The answers of a notebook that differ from what was released, to be compared. */
function changed({ cells }: Notebook, released: readonly ManifestCell[]): string {
  const answers = new Map(
    released.flatMap((one) => (one.isAnswer ? [[one.gradeId, one] as const] : [])),
  );
  const found = cells.flatMap((cell) => {
    const asked = answers.get(gradeIdOf(cell) ?? '');
    return asked && holdsAnswer(cell.source, asked)
      ? [`${asked.gradeId} ${hashOf(cell.source)}`]
      : [];
  });
  return JSON.stringify([...new Set(found)].sort());
}
