import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { notebookOf, type ExerciseNumber, type NetworkPartName } from 'course';
import { codeCells, readManifest, studentFolder, type OwnNotebook } from 'course-notebooks';
import { readNotebook, type Cell } from 'nbconvert-ts';
import { limits } from '../limits';
import type { Place } from './handedFiles';
import { readSubmission, type Submission } from './readSubmission';
import { takeAnswers, type Answer } from './takeAnswers';

/** The answers in one notebook, by grade id, or why there are none. */
export type NotebookAnswers =
  | { answers: ReadonlyMap<string, Answer>; notebook: OwnNotebook }
  | { status: 'not attempted' | 'malformed' | 'needs a person'; note: string };

/** The part of a submission that counts. */
export interface HandIn {
  /** A fingerprint of the answers; submissions with the same one earn the same. */
  fingerprint: string;
  /** Weights of trained networks. */
  weights: ReadonlyMap<NetworkPartName, Uint8Array>;
  /** The answers in the notebook of an exercise. */
  of(exercise: ExerciseNumber): NotebookAnswers;
}

/**
 * Reads a submission. The result reports whatever is wrong with it.
 *
 * A missing notebook is not attempted, if there is no other file that might be it. One that can't
 * be read is malformed, and so is a whole submission without any notebook.
 *
 * @param place folders and archives, or the path of one
 */
export function readHandIn(place: Place | string): HandIn {
  const manifest = Object.fromEntries(
    Object.entries(readManifest()).filter(([, cells]) => cells.some(({ points }) => points > 0)),
  );
  const submission = readSubmission(
    typeof place === 'string' ? [Buffer.from(place)] : place,
    manifest,
  );
  const { weights } = submission;
  const notebooks = new Map(
    Object.entries(manifest).map(([name, released]): [string, NotebookAnswers] => {
      const received = submission.notebooks.get(name);
      if (!received || !('notebook' in received)) return [name, missing(name, submission)];
      const { notebook, files, beside, pictures } = received;
      const cells = codeCells(notebook);
      if (cells.length > limits.notebookCells) return [name, tooLong(name, cells.length)];
      const answers = takeAnswers(released, notebook, courseCells(name));
      for (const [id, answer] of answers) {
        answers.set(id, pictured(questioned(answer, files, submission), pictures));
      }
      return [name, { answers, notebook: { cells, files: beside } }];
    }),
  );
  return {
    fingerprint: fingerprintOf(notebooks, weights),
    weights,
    of(exercise) {
      const start = `${notebookOf(exercise)}-`;
      const [, found] = [...notebooks].find(([name]) => name.startsWith(start)) ?? [];
      const note = `Notebook ${notebookOf(exercise)} is not part of the release.`;
      return found ?? { status: 'not attempted', note };
    },
  };
}

/** An answer with the pictures beside its notebook that it names. */
function pictured(answer: Answer, pictures: ReadonlyMap<string, Uint8Array>): Answer {
  if (answer.status !== 'answered' || !answer.written) return answer;
  const named = [...pictures].filter(([path]) =>
    [path, encodeURI(path)].some((name) => answer.source.includes(name)),
  );
  return named.length === 0
    ? answer
    : { ...answer, written: { ...answer.written, pictures: new Map(named) } };
}

const courses = new Map<string, readonly Cell[]>();

/** The cells of a notebook as released. */
function courseCells(name: string): readonly Cell[] {
  let cells = courses.get(name);
  if (!cells) {
    ({ cells } = readNotebook(join(studentFolder, `${name}.ipynb`)));
    courses.set(name, cells);
  }
  return cells;
}

/** What an answer uses of its notebook is found by comparing its cells: that takes time. */
function tooLong(name: string, count: number): NotebookAnswers {
  const note = `${name} has ${count.toLocaleString('en')} code cells; up to ${limits.notebookCells.toLocaleString('en')} are searched.`;
  return { status: 'needs a person', note };
}

/** Why a notebook has no answers. */
function missing(name: string, { notebooks, unread, unused }: Submission): NotebookAnswers {
  const received = notebooks.get(name);
  if (received && 'problem' in received) return { status: 'malformed', note: received.problem };
  const isEmpty = ![...notebooks.values()].some((one) => 'notebook' in one);
  const note = isEmpty ? 'There is no notebook of the course in it.' : `${name} is not there.`;
  const others = [...unread, ...(unused.length > 0 ? [`Not read: ${listed(unused, ', ')}.`] : [])];
  const whole = [note, ...(others.length > 0 ? [listed(others, '\n')] : [])].join(' ');
  if (isEmpty || unread.length > 0) return { status: 'malformed', note: whole };
  return { status: others.length > 0 ? 'needs a person' : 'not attempted', note: whole };
}

/** An answer with what its files leave open. */
function questioned(answer: Answer, files: readonly string[], { unread }: Submission): Answer {
  if (answer.status === 'needs a person' && files.length > 1) {
    return { ...answer, why: `${answer.why} They are in ${listed(files, ', ')}.` };
  }
  if (answer.status !== 'not attempted' || unread.length === 0) return answer;
  const why = `${files[0]} has no answer. Another file can’t be read: ${listed(unread, '\n')}`;
  return { status: 'needs a person', why };
}

/** The first few of many. */
function listed(all: readonly string[], between: string): string {
  const rest = all.length - 5;
  return [...all.slice(0, 5), ...(rest > 0 ? [`${rest} more`] : [])].join(between);
}

function fingerprintOf(
  notebooks: ReadonlyMap<string, NotebookAnswers>,
  weights: HandIn['weights'],
): string {
  const plain = [...notebooks].map(([name, one]) => [
    name,
    'answers' in one ? [...one.answers, one.notebook.cells] : one,
  ]);
  const hash = createHash('sha256').update(JSON.stringify(plain));
  for (const one of notebooks.values()) {
    if (!('answers' in one)) continue;
    for (const [path, bytes] of one.notebook.files) hash.update(path).update(bytes);
  }
  for (const [part, bytes] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(part).update(bytes);
  }
  return hash.digest('hex');
}
