import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readManifest } from 'course-notebooks';
import type { Place } from '../submission/handedFiles';
import { decodedName, isSystemFile, studentIn, visibleName } from '../submission/names';

/** A student, and where the submission lies. */
export interface Submitted {
  /** Fit for reports; no two students have the same. */
  student: string;
  place: Place;
}

/**
 * Lists the submissions in a folder, sorted by student: each folder and each file is one, or a part
 * of one if a learning platform has named several after the same student. What belongs to nobody is
 * left out.
 *
 * @throws Error in one line if the folder is missing or empty, or is that of one student
 */
export function listSubmissions(folder: string): Submitted[] {
  const notebooks = Object.keys(readManifest());
  const places = new Map<string, Buffer[]>();
  for (const bytes of entriesOf(folder)) {
    const name = visibleName(decodedName(bytes));
    // Gradescope describes the class in a file.
    if (isSystemFile(name) || name === 'submission_metadata.yml') continue;
    const student = studentIn(name, notebooks);
    const path = Buffer.concat([Buffer.from(folder + sep), bytes]);
    places.set(student, [...(places.get(student) ?? []), path]);
  }
  if (places.size === 0) throw new Error(`There is no submission in ${folder}.`);
  const ofOne = new Set([...notebooks, 'progress', 'weights', 'manifest.json']);
  const isOfOne = [...places.keys()].every((name) => ofOne.has(name));
  if (isOfOne && notebooks.some((name) => places.has(name))) {
    throw new Error(
      `${folder} holds the notebooks of one student. Give the folder that holds one folder or archive for each student: ${resolve(folder, '..')}.`,
    );
  }
  return [...places]
    .map(([student, place]) => ({ student, place: place.sort((a, b) => a.compare(b)) }))
    .sort((a, b) => (a.student < b.student ? -1 : 1));
}

function entriesOf(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' });
  } catch (error) {
    throw new Error(
      `The submissions can’t be read: ${(error as Error).message}. Give the folder that holds one folder or archive for each student.`,
      { cause: error },
    );
  }
}

/**
 * Refuses results that would lie among the submissions, or the other way round.
 *
 * @throws Error in one line
 */
export function refuseOverlap(submissions: string, out: string): void {
  const [from, to] = [submissions, out].map(realPath) as [string, string];
  if (isIn(from, to) || isIn(to, from)) {
    throw new Error(
      `--submissions ${submissions} and --out ${out} lie in one another: the results would be taken for submissions. Give a folder beside it with --out.`,
    );
  }
}

function isIn(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** Without links, also of a folder that is not there yet. */
function realPath(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(realPath(parent), relative(parent, whole));
  }
}
