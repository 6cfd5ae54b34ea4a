import * as fs from 'node:fs';
import * as path from 'node:path';
import { zipSync } from 'fflate';
import { handedInWeights, networkOfWeights, type NetworkPartName } from 'course';
import { trainedShare, weightsOnly } from 'equivariant';
import { notebookText, parseSources, writeFileAtomic, type Notebook } from 'nbconvert-ts';
import { codeCells, gradeIdOf } from './dependence';
import { inspectHandIn, type Inspection } from './inspectHandIn';
import { hashOf, type Manifest, type ManifestCell } from './manifest';
import { filesBeside, remarksOn } from './surroundings';

/** What is handed in, and what there is to say about it. */
export interface HandIn {
  /** By the notebook's name; undefined where there is no such file. */
  notebooks: Map<string, Inspection | undefined>;
  /** What must be fixed, for people; each names its notebook. */
  problems: string[];
}

/** Inspects every notebook that gives points. */
export function inspectFolder(folder: string, manifest: Manifest): HandIn {
  const notebooks: HandIn['notebooks'] = new Map();
  const problems: string[] = [];
  for (const [name, released] of Object.entries(manifest)) {
    if (!released.some(({ points }) => points > 0)) continue;
    try {
      const own = read(folder, `${name}.ipynb`);
      const inspection = inspectHandIn(released, own);
      const files = filesBeside(folder, [own]);
      const cells = codeCells(own);
      inspection.remarks.push(...remarksOn(name, { cells, files }, inspection.answered));
      notebooks.set(name, inspection);
      problems.push(...inspection.problems.map((problem) => `${name}: ${problem}`));
      problems.push(...copiesOf(name, folder, released, own));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const file = path.join(folder, `${name}.ipynb`);
      notebooks.set(name, undefined);
      problems.push(`${name}: ${code === 'ENOENT' ? `${file} is not there.` : message}`);
    }
  }
  return { notebooks, problems };
}

function read(folder: string, file: string): Notebook {
  return parseSources(notebookText(fs.readFileSync(path.join(folder, file))));
}

/** Copies of a notebook with other answers: they would stay behind. */
function copiesOf(
  name: string,
  folder: string,
  released: readonly ManifestCell[],
  own: Notebook,
): string[] {
  const others = fs
    .readdirSync(folder)
    .filter((file) => file.includes(name) && /(?<!\.new.*)\.ipynb$/.test(file))
    .filter((file) => file !== `${name}.ipynb`);
  return others.flatMap((file) => {
    try {
      const copy = read(folder, file);
      const { answered } = inspectHandIn(released, copy);
      const others = answered.filter((id) => answerIn(copy, id) !== answerIn(own, id));
      return others.length === 0
        ? []
        : `${name}: ${file} has other answers to ${others.join(', ')}, and only ${name}.ipynb is handed in: keep your answers there, and move ${file} away.`;
    } catch {
      return [];
    }
  });
}

function answerIn({ cells }: Notebook, id: string): string {
  return hashOf(cells.find((cell) => gradeIdOf(cell) === id)?.source ?? '');
}

/**
 * The weights of the trained networks, by the name that they have in the archive: a grader need not
 * train them again. Of several trainings of a network the latest counts.
 */
function trainedWeights(folder: string): Trained[] {
  const progress = path.join(folder, 'progress');
  const files = fs.existsSync(progress) ? fs.readdirSync(progress) : [];
  const timeOf = (file: string): number => fs.statSync(path.join(progress, file)).mtimeMs;
  const trained = new Map<NetworkPartName, Trained>();
  for (const file of files.sort((a, b) => timeOf(a) - timeOf(b))) {
    const part = networkOfWeights(file);
    if (part === undefined) continue;
    try {
      const bytes = fs.readFileSync(path.join(progress, file));
      trained.set(part, { part, bytes: weightsOnly(bytes), share: trainedShare(bytes) });
    } catch {
      // Damaged, so of no use to anybody.
    }
  }
  return [...trained.values()];
}

/** A network with its weights, and how much of its training is done, 0..1. */
interface Trained {
  part: NetworkPartName;
  bytes: Uint8Array;
  share: number;
}

/**
 * Writes the notebooks, the files beside them that they use, and the weights of trained networks
 * into one zip archive.
 *
 * @param out written whole or not at all; an earlier archive there is replaced
 * @returns what it says of the networks whose weights are in it, for people
 * @throws Error if another file stands there
 */
export function writeArchive(folder: string, { notebooks }: HandIn, out: string): string[] {
  if (fs.existsSync(out) && fs.readFileSync(out).subarray(0, 2).toString() !== 'PK') {
    throw new Error(`${out} is there already and is no archive: give the archive another name.`);
  }
  const trained = trainedWeights(folder);
  const files: Record<string, Uint8Array> = Object.fromEntries(
    trained.map(({ part, bytes }) => [`weights/${handedInWeights(part)}`, bytes]),
  );
  const names = [...notebooks].flatMap(([name, inspection]) => (inspection ? [name] : []));
  const whole = names.map((name) => read(folder, `${name}.ipynb`));
  for (const [file, bytes] of filesBeside(folder, whole)) files[file] = bytes;
  for (const name of names) {
    files[`${name}.ipynb`] = fs.readFileSync(path.join(folder, `${name}.ipynb`));
  }
  writeFileAtomic(out, zipSync(files));
  return trained.map(({ part, share }) =>
    share < 1
      ? `Network ${part} is only ${Math.floor(100 * share)} % trained: run its cell to the end, and hand in again.`
      : `Network ${part} is handed in with what it has learned.`,
  );
}
