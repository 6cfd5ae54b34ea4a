import * as tf from '@tensorflow/tfjs';
import type { LayerClass } from './BuiltLayer';
import { type WrongAnswer, wrongBy } from './Mutants';

/** What the convolutions of the bank have in common. */
interface Options {
  kernel?: (kernel: tf.Tensor) => tf.Tensor;
  addBias?: (y: tf.Tensor, bias: tf.Tensor | undefined) => tf.Tensor;
  finish?: (y: tf.Tensor) => tf.Tensor;
}

/**
 * Mistakes that any convolution can have, mostly right for one size or at one time alone.
 *
 * @param make builds a layer that is right but for what the options replace
 * @param ids what is lost: by filters that several channels share, where height and width are
 *   swapped, and where filters can't be seen
 */
export function wrongConvolutions(
  make: (options: Options) => LayerClass,
  ids: { shared: string; swapped: string; unseen: string },
): WrongAnswer<LayerClass>[] {
  const wrong = wrongBy(make);
  const kept = new WeakMap<tf.Tensor, tf.Tensor>();
  const swapped = (y: tf.Tensor): tf.Tensor => y.transpose([0, 2, 1, 3, 4].slice(0, y.rank));
  const class_ = wrongBy((change: (Right: LayerClass) => LayerClass) => change(make({})));
  return [
    wrong('ReLU inside', /ReLU comes after/, { finish: (y) => y.relu() }, 'correlation'),
    wrong(
      'height and width swapped',
      /Height and width are swapped/,
      { finish: swapped },
      `correlation ${ids.swapped}`,
    ),
    wrong(
      'weights read out as numbers',
      /no gradient/,
      { kernel: (kernel) => tf.tensor(kernel.dataSync(), kernel.shape) },
      'gradient',
    ),
    wrong('a bias read without asking', /check first whether it exists/, { addBias }, 'no-bias'),
    wrong(
      'the size of the picture written as 6',
      /do not fit|keeps the number of values/,
      { finish: (y) => y.reshape([-1, 6, 6, ...y.shape.slice(3)]) },
      'other-settings',
    ),
    wrong(
      'the number of pictures written as 2',
      /do not fit|keeps the number of values/,
      { finish: (y) => y.reshape([2, ...y.shape.slice(1, 3), ...y.shape.slice(3)]) },
      'other-settings',
    ),
    wrong(
      'filters kept from the first call',
      /in every call, not once/,
      {
        // The weight itself, whatever its numbers are by now.
        kernel(kernel) {
          if (!kept.has(kernel)) kept.set(kernel, tf.keep(kernel.clone()));
          return kept.get(kernel)!;
        },
      },
      'gradient',
    ),
    wrong(
      'weights normalized in place',
      /must change nothing/,
      { kernel: (kernel) => normalized(kernel as tf.Variable) },
      'own-weights',
    ),
    wrong(
      'one filter for all output channels',
      /of its own|needs its own/,
      { kernel: (kernel) => kernel.mean(-1, true).add(tf.zerosLike(kernel)) },
      ids.shared,
    ),
    wrong(
      'a large channel beside others with height and width swapped',
      /stride 1 and no gaps/,
      {
        finish(y) {
          const [first, ...others] = tf.split(y, y.shape[y.rank - 1]!, y.rank - 1);
          return tf.concat([first!.mul(1e7), ...others.map(swapped)], y.rank - 1);
        },
      },
      `correlation ${ids.swapped} ${ids.unseen}`,
    ),
    class_(
      'weights that are not registered',
      /addWeight in build/,
      (Right) =>
        class extends Right {
          override addWeight(
            ...args: Parameters<tf.layers.Layer['addWeight']>
          ): ReturnType<tf.layers.Layer['addWeight']> {
            const weight = super.addWeight(...args);
            if (args[0] !== 'bias') {
              this.trainableWeights = this.trainableWeights.filter((one) => one !== weight);
            }
            return weight;
          }
        },
      'parameters gradient',
    ),
  ];
}

function addBias(y: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  if (!bias) throw new TypeError("Cannot read properties of undefined (reading 'read')");
  return y.add(bias);
}

function normalized(kernel: tf.Variable): tf.Tensor {
  kernel.assign(kernel.div(kernel.norm()));
  return kernel;
}
