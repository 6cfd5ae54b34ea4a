import * as tf from '@tensorflow/tfjs';
import { C4, D4, equivarianceError, type ElementError, type Group } from 'equivariant';
import { exerciseOf, type ModelPart } from '../answers';
import { exercises } from '../exercises';
import { find, type Finding } from '../report/Finding';

interface ModelFacts {
  /** The group that must leave the logits unchanged. */
  group: Group;
  /** Free weights, without the running statistics of a normalization. */
  parameters?: number;
}

const facts: Record<ModelPart, ModelFacts> = {
  '3.2': { group: C4, parameters: 393_290 },
  '3.3': { group: D4, parameters: 153_514 },
  '3.5b': { group: C4 },
  '4c': { group: D4 },
};

const tolerance = 1e-5;

/** What must hold for a network, trained or not: shape, parameters, invariance, and that it looks at its input. */
export function modelProperties(part: ModelPart, model: tf.LayersModel): Finding[] {
  const { group, parameters } = facts[part];
  const findings = [
    find('five pictures give five times ten logits', () => {
      const shape = predict(model, tf.zeros([5, 33, 33, 1])).shape.join(', ');
      if (shape !== '5, 10') throw new Error(`expected [5, 10], got [${shape}]`);
      return '[5, 33, 33, 1] → [5, 10]';
    }),
    find('the logits depend on the picture', () => {
      const [a, b] = [1, 2].map((seed) => predict(model, pictures(seed)));
      const difference = a!.sub(b!).abs().max().dataSync()[0]!;
      // Written so that NaN fails.
      if (!(difference > 1e-4)) {
        throw new Error(
          'two different pictures give the same logits; is a weight used in every layer?',
        );
      }
      return `two pictures differ by ${difference.toPrecision(2)}`;
    }),
    find('the logits are not probabilities yet (no softmax)', () => {
      const sums = predict(model, pictures(3)).sum(1).dataSync();
      if (sums.every((sum) => Math.abs(sum - 1) < 1e-3)) {
        throw new Error('every row sums to 1; leave the softmax to the loss');
      }
      return 'rows do not sum to 1';
    }),
    ...invariance(group, model),
  ];
  if (parameters !== undefined) {
    findings.push(
      find(`${parameters.toLocaleString('en')} parameters`, () => {
        const count = tf.tidy(() => model.countParams());
        if (count !== parameters) {
          throw new Error(
            `expected ${parameters.toLocaleString('en')}, got ${count.toLocaleString('en')}; look at model.summary() for the layer that differs`,
          );
        }
        return 'as many as the exercise asks for';
      }),
    );
  }
  return findings;
}

/** Whether a trained network recognizes enough of the test pictures. */
export function accuracyProperty(part: ModelPart, accuracy: number): Finding {
  const least = exercises[exerciseOf(part)].accuracy;
  return find(`at least ${percent(least)} of the test pictures recognized`, () => {
    if (!(accuracy >= least && accuracy <= 1)) throw new Error(`only ${percent(accuracy)}`);
    return percent(accuracy);
  });
}

function invariance(group: Group, model: tf.LayersModel): Finding[] {
  let errors: ElementError[] | undefined;
  return group.elements.map((g) =>
    find(`unchanged by ${elementName(g)}`, () => {
      errors ??= equivarianceError(model, group, pictures(4));
      const { relative, at } = errors[g]!;
      if (!(relative <= tolerance)) {
        throw new Error(
          `the logits change by ${relative.toExponential(1)} of the largest (at [${at.join(', ')}]); at most ${tolerance.toExponential(0)} is rounding. Does every pooling keep an odd size, and does the last one pool over the whole group?`,
        );
      }
      return `relative change ${relative.toExponential(1)}`;
    }),
  );
}

function elementName(g: number): string {
  const turns = ['nothing', 'a quarter turn', 'a half turn', 'three quarter turns'][g % 4]!;
  if (g < 4) return g === 0 ? 'the identity' : turns;
  return g === 4 ? 'a reflection' : `a reflection and ${turns}`;
}

function predict(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return model.predict(x) as tf.Tensor;
}

function pictures(seed: number): tf.Tensor {
  return tf.randomUniform([2, 33, 33, 1], 0, 1, 'float32', seed);
}

/** A share, 0..1, for people. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
