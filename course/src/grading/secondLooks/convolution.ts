import * as tf from '@tensorflow/tfjs';
import { trialOf } from '../../checks/convolution/trials';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import type { ConvolutionKind } from '../../checks/convolution/Trial';
import type { IsotropicClass } from '../../exercises/2.1-isotropic/check';
import type { SecondLooks } from './SecondLook';

/**
 * Second looks at a convolution: an output of zeros has every symmetry, and an answer can fake its
 * gradients.
 *
 * @param filters the ids of findings about the filters' symmetry; without an output of the right
 *   shape, they are about what `buildFilter` gives
 */
export function convolutionLooks<Element extends number, FilterId extends string>(
  kind: ConvolutionKind<Element>,
  filters: readonly FilterId[],
): SecondLooks<
  GroupLayerClass | IsotropicClass,
  FilterId | `commutes-${Element}` | 'correlation' | 'gradient'
> {
  const setting = { inputs: 2, filters: 3, kernelSize: 3, padding: 1, size: 6 };
  return ({ answer: Answer, draw, findings }) => {
    const make = (): { layer: tf.layers.Layer; input: tf.Tensor } => {
      const trial = trialOf((given) => new Answer(given), kind, setting);
      const { layer } = trial;
      randomize(layer, draw + 12);
      return { layer, input: tf.randomUniform(trial.inputShape(), -1, 1, 'float32', draw + 11) };
    };
    const isUsable = findings.some(({ id, passed }) => id === 'usable' && passed);
    return [
      {
        about: ['correlation', ...commutes(kind.symmetry.elements), ...(isUsable ? filters : [])],
        confirm() {
          const { layer, input } = make();
          const answer = layer.apply(input) as tf.Tensor;
          const change = answer.sub(layer.apply(tf.zerosLike(input)) as tf.Tensor);
          const least = change.abs().max([0, 1, 2]).min().dataSync()[0]!;
          if (least > 0) return;
          throw new Error('The output ignores the picture, and so has every symmetry.');
        },
      },
      { about: ['gradient'], confirm: () => requireTrueGradient(make(), draw) },
    ];
  };
}

/** Without the identity, which commutes with any layer. */
function commutes<Element extends number>(elements: readonly Element[]): `commutes-${Element}`[] {
  return elements.filter((g) => g !== 0).map((g) => `commutes-${g}` as const);
}

function randomize(layer: tf.layers.Layer, seed: number): void {
  layer.trainableWeights.forEach((weight, index) => {
    weight.write(tf.randomUniform(weight.read().shape, -1, 1, 'float32', seed + index));
  });
}

/**
 * A convolution is linear in its weights: its gradient predicts the output for other weights, and
 * of every channel, however large others are.
 */
function requireTrueGradient(
  { layer, input }: { layer: tf.layers.Layer; input: tf.Tensor },
  draw: number,
): void {
  const answer = (): tf.Tensor => layer.apply(input) as tf.Tensor;
  const before = answer();
  const channels = before.shape[before.rank - 1]!;
  const measure = tf.randomUniform(before.shape, 0.5, 1, 'float32', draw + 13);
  const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const old = variables.map((variable) => tf.clone(variable));
  const gradients = Array.from({ length: channels }, (_, channel) => {
    const mask = tf
      .oneHot(tf.tensor1d([channel], 'int32'), channels)
      .toFloat()
      .squeeze();
    const loss = (): tf.Scalar => answer().mul(measure).mul(mask).sum().asScalar();
    return tf.variableGrads(loss, variables).grads;
  });
  randomize(layer, draw + 14);
  const difference = answer().sub(before).mul(measure);
  const number = (x: tf.Tensor): number => x.dataSync()[0]!;
  gradients.forEach((grads, channel) => {
    const foretold = variables.map((variable, index) =>
      variable.sub(old[index]!).mul(grads[variable.name]!).sum(),
    );
    const change = tf.gather(difference, tf.tensor1d([channel], 'int32'), difference.rank - 1);
    const scale = number(change.abs().sum());
    const error = Math.abs(number(tf.addN(foretold)) - number(change.sum()));
    // Written so that NaN fails.
    if (scale > 0 && error <= 1e-3 * scale) return;
    throw new Error(
      scale > 0
        ? 'Other weights change the output by something other than the gradient says.'
        : 'Other weights do not change the output.',
    );
  });
}
