import { createHash } from 'node:crypto';
import { notebookOf, type ExerciseNumber, type NetworkPartName } from 'course';
import { notebookNames, readManifest } from 'course-notebooks';
import { readSubmission, type Received } from './readSubmission';
import { takeAnswers, type Answer } from './takeAnswers';

/** The answers in one notebook, by grade id, or why there are none. */
export type NotebookAnswers =
  | { answers: ReadonlyMap<string, Answer> }
  | { status: 'not attempted' | 'malformed'; note: string };

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
 * A missing notebook is not attempted, if there are others. One that can't be read is malformed,
 * and so is a whole submission without any notebook.
 *
 * @param place a folder or an archive
 */
export function readHandIn(place: string): HandIn {
  const manifest = readManifest();
  const names = notebookNames().filter((name) => manifest[name]?.some(({ points }) => points > 0));
  const notebooks = new Map<string, NotebookAnswers>();
  let weights: HandIn['weights'] = new Map();
  try {
    const submission = readSubmission(place, names);
    weights = submission.weights;
    const received = submission.notebooks;
    for (const name of names) {
      const answers = answersIn(received.get(name), name, received.size === 0);
      notebooks.set(
        name,
        'notebook' in answers
          ? { answers: takeAnswers(manifest[name]!, answers.notebook) }
          : answers,
      );
    }
  } catch (error) {
    const note = (error as Error).message;
    for (const name of names) notebooks.set(name, { status: 'malformed', note });
  }
  return {
    fingerprint: fingerprintOf(notebooks, weights),
    weights,
    of: (exercise) =>
      notebooks.get(names.find((name) => name.startsWith(`${notebookOf(exercise)}-`))!)!,
  };
}

function answersIn(
  received: Received | undefined,
  name: string,
  isEmpty: boolean,
): Extract<Received, { notebook: unknown }> | Extract<NotebookAnswers, { status: unknown }> {
  if (received && 'notebook' in received) return received;
  const problem = received?.problem ?? 'It is not there.';
  if (isEmpty) return { status: 'malformed', note: 'There is no notebook of the course in it.' };
  const status = received === undefined ? 'not attempted' : 'malformed';
  return { status, note: `${name}.ipynb: ${problem}` };
}

function fingerprintOf(
  notebooks: ReadonlyMap<string, NotebookAnswers>,
  weights: HandIn['weights'],
): string {
  const plain = [...notebooks].map(([name, one]) => [
    name,
    'answers' in one ? [...one.answers] : one,
  ]);
  const hash = createHash('sha256').update(JSON.stringify(plain));
  for (const [part, bytes] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(part).update(bytes);
  }
  return hash.digest('hex');
}
