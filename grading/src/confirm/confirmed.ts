import * as tf from '@tensorflow/tfjs';
import type { Answers, Finding, GroupLayerClass, ModelClass, Part } from 'course';
import type { Doubt } from './Doubt';
import { layerDoubts } from './layerDoubts';
import { modelDoubts } from './modelDoubts';

/**
 * Looks once more at what the notebooks' checks take on trust: there, nobody gains anything by cheating himself. A finding that does not
 * stand up to it has failed.
 *
 * @param findings of a judge about the answer
 * @param draw chooses the inputs
 */
export function confirmed<P extends Part>(
  part: P,
  answer: Answers[P],
  findings: readonly Finding[],
  draw: number,
): Finding[] {
  const isInDoubt = ({ about }: Doubt): boolean =>
    findings.some(({ property, passed }) => passed && about.test(property));
  return withoutTraces(() => {
    const failures = doubts(part, answer, findings, draw).flatMap((doubt) => {
      const why = isInDoubt(doubt) ? failure(doubt) : undefined;
      return why === undefined ? [] : [{ about: doubt.about, why }];
    });
    return findings.map((finding) => {
      const failed = failures.find(({ about }) => about.test(finding.property));
      return failed && finding.passed ? { ...finding, passed: false, detail: failed.why } : finding;
    });
  });
}

function doubts<P extends Part>(
  part: P,
  answer: Answers[P],
  findings: readonly Finding[],
  draw: number,
): Doubt[] {
  switch (part) {
    case '2.1':
    case '2.3':
    case '2.4':
    case '4a':
    case '4b':
      return layerDoubts(part, answer as GroupLayerClass, draw);
    case '3.2':
    case '3.3':
    case '3.5b':
    case '4c':
      return modelDoubts(part, answer as ModelClass, findings, draw);
    default:
      return [];
  }
}

function failure({ confirm }: Doubt): string | undefined {
  try {
    tf.tidy(confirm);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Disposes of all tensors and weights that are made meanwhile. */
function withoutTraces<T>(work: () => T): T {
  const variables = (): tf.Variable[] => Object.values(tf.engine().state.registeredVariables);
  const before = new Set(variables());
  let result: T | undefined;
  try {
    tf.tidy(() => {
      result = work();
    });
    return result!;
  } finally {
    tf.dispose(variables().filter((variable) => !before.has(variable)));
  }
}
