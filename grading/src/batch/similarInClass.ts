import { courseSources } from '../similarity/SimilarityOptions';
import { similarAnswers, type SimilarPair } from '../similarity/similarAnswers';
import { exercises, type ExerciseNumber } from 'course';
import { readHandIn } from '../submission/HandIn';
import type { Submitted } from './listSubmissions';

/** Finds students of a class whose code is alike. */
export function similarInClass(submissions: readonly Submitted[]): SimilarPair[] {
  const code = (Object.keys(exercises) as ExerciseNumber[]).filter(
    (number) => exercises[number].kind === 'code',
  );
  const answers = new Map<string, Map<string, string>>();
  for (const { student, place } of submissions) {
    const handIn = readHandIn(place);
    const sources = new Map<string, string>();
    for (const exercise of code) {
      const found = handIn.of(exercise);
      if (!('answers' in found)) continue;
      for (const [gradeId, answer] of found.answers) {
        // A notebook holds answers to several exercises; the written ones are not code.
        if (answer.status === 'answered' && !written.has(gradeId))
          sources.set(gradeId, answer.source);
      }
    }
    answers.set(student, sources);
  }
  return similarAnswers(answers, { known: courseSources() }).pairs;
}

const written = new Set(
  Object.entries(exercises)
    .filter(([, { kind }]) => kind === 'written')
    .map(([number]) => number.replace('.', '-')),
);
