import * as tf from '@tensorflow/tfjs';
import type { Finding } from '../../checks/Finding';
import { exerciseOf, type Answers, type Part } from '../../exercises';
import { withoutTraces } from '../../judge';
import { gradingOf } from '../Grading';
import type { SecondLook, SecondLooks } from './SecondLook';

/**
 * Takes a second look at what the notebooks' checks take on trust, since nobody gains by cheating
 * there. A finding that a second look refutes has failed.
 *
 * @param findings of a judge about the answer
 * @param draw selects the random inputs
 */
export function confirmed<P extends Part>(
  part: P,
  answer: Answers[P],
  findings: readonly Finding[],
  draw: number,
): Finding[] {
  const makers = gradingOf(exerciseOf(part)).secondLooks[part] as readonly SecondLooks<
    Answers[P]
  >[];
  const passed = new Set(findings.filter((finding) => finding.passed).map(({ id }) => id));
  return withoutTraces(() => {
    const failures = makers
      .flatMap((looks) => looks({ answer, findings, draw }))
      .flatMap((look) => {
        const why = look.about.some((id) => passed.has(id)) ? failure(look) : undefined;
        return why === undefined ? [] : [{ about: look.about, why }];
      });
    return findings.map((finding) => {
      const failed = failures.find(({ about }) => about.includes(finding.id));
      return failed && finding.passed ? { ...finding, passed: false, detail: failed.why } : finding;
    });
  });
}

function failure({ confirm }: SecondLook): string | undefined {
  try {
    tf.tidy(confirm);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
