import * as tf from '@tensorflow/tfjs';
import type { Finding } from './checks/Finding';
import { withDraw } from './checks/randomSeed';
import type { Report } from './checks/Report';
import {
  definitionOf,
  type Answers,
  type FindingId,
  type NetworkPartName,
  type Part,
} from './exercises';

/**
 * Judges the answer to a part of an exercise. The self-checks of the notebooks, the mutation bank
 * and the grader all call this function.
 *
 * @param draw selects the random inputs; by default those of the notebooks
 * @returns the findings; all tensors created meanwhile are disposed of
 */
export function judge<P extends Part>(part: P, answer: Answers[P], draw = 0): Report<FindingId<P>> {
  const { check } = definitionOf(part) as unknown as {
    check: (answer: Answers[P]) => Finding<FindingId<P>>[];
  };
  return withDraw(draw, () => ({ part, findings: withoutTraces(() => check(answer)) }));
}

/**
 * Judges a network after its training.
 *
 * @param accuracy share of the test pictures that the network recognized, 0..1; undefined to leave
 *   it unjudged
 */
export function judgeTrained(
  part: NetworkPartName,
  model: tf.LayersModel,
  accuracy: number | undefined,
): Report {
  const { checkTrained } = definitionOf(part);
  return { part, findings: withoutTraces(() => checkTrained(model, accuracy)) };
}

/** Runs `work` and disposes of all tensors and weights that it creates. */
export function withoutTraces<T>(work: () => T): T {
  const variables = (): tf.Variable[] => Object.values(tf.engine().state.registeredVariables);
  const before = new Set(variables());
  try {
    let result: T;
    tf.tidy(() => {
      result = work();
    });
    return result!;
  } finally {
    // Layers' weights outlive a tidy.
    tf.dispose(variables().filter((variable) => !before.has(variable)));
  }
}
