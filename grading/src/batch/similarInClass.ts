import { courseSources } from '../similarity/SimilarityOptions';
import { similarAnswers, type SimilarPair } from '../similarity/similarAnswers';
import { codeNumbers, exerciseOfCell, isWritten } from 'course';
import { readHandIn } from '../submission/HandIn';
import type { Submitted } from './listSubmissions';

/** Finds students of a class whose code is alike. */
export function similarInClass(submissions: readonly Submitted[]): SimilarPair[] {
  const answers = new Map<string, Map<string, string>>();
  for (const { student, place } of submissions) {
    const handIn = readHandIn(place);
    const sources = new Map<string, string>();
    for (const exercise of codeNumbers) {
      const found = handIn.of(exercise);
      if (!('answers' in found)) continue;
      for (const [gradeId, answer] of found.answers) {
        // A notebook holds answers to several exercises; the written ones are not code.
        const owner = exerciseOfCell(gradeId);
        const isText = owner !== undefined && isWritten(owner);
        if (answer.status === 'answered' && !isText) sources.set(gradeId, answer.source);
      }
    }
    answers.set(student, sources);
  }
  return similarAnswers(answers, { known: courseSources() }).pairs;
}
