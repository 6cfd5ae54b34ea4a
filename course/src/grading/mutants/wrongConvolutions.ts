import * as tf from '@tensorflow/tfjs';
import type { Blueprint, LayerClass } from './BuiltLayer';
import { type WrongAnswer, wrongBy } from './Mutants';

/** What the convolutions of the bank have in common. */
interface Options {
  kernel?: (kernel: tf.Tensor) => tf.Tensor;
  addBias?: (y: tf.Tensor, bias: tf.Tensor | undefined) => tf.Tensor;
  finish?: (y: tf.Tensor) => tf.Tensor;
  blueprint?: Partial<Blueprint>;
}

/**
 * Mistakes that any convolution can have, mostly right for one size or at one time alone.
 *
 * @param make builds a layer that is right but for what the options replace
 * @param ids what is lost: by filters that several channels share, where height and width are
 *   swapped, without filters, and where it can't be seen what commutes
 */
export function wrongConvolutions(
  make: (options: Options) => LayerClass,
  ids: { shared: string; swapped: string; unseen: string; moved: string },
): WrongAnswer<LayerClass>[] {
  const wrong = wrongBy(make);
  const kept = new WeakMap<tf.Tensor, tf.Tensor>();
  const swapped = (y: tf.Tensor): tf.Tensor => y.transpose([0, 2, 1, 3, 4].slice(0, y.rank));
  const class_ = wrongBy((change: (Right: LayerClass) => LayerClass) => change(make({})));
  const [byCall, byFilter] = [
    `usable bias no-bias correlation commutes-0 ${ids.moved} gradient own-weights clean other-settings`,
    `parameters ${ids.moved} ${ids.unseen} gradient own-weights`,
  ];
  const released = (): never => {
    throw new Error('Not implemented');
  };
  const nothing = (() => undefined) as never;
  return [
    wrong('buildFilter as released', /marked place/, { blueprint: { filter: released } }, byFilter),
    wrong('call as released', /marked place/, { blueprint: { call: released } }, byCall),
    wrong(
      'both methods as released',
      /marked place/,
      { blueprint: { filter: released, call: released } },
      'all',
    ),
    wrong('filter not returned', /return/, { blueprint: { filter: nothing } }, byFilter),
    wrong('output not returned', /return/, { blueprint: { call: nothing } }, byCall),
    wrong(
      'a filter of another shape',
      /each step of buildFilter/,
      { blueprint: { filter: ([weights]) => weights!.flatten() } },
      byFilter,
    ),
    wrong(
      'a reshape in call that can’t be',
      /keeps the number of values|do not fit/,
      { blueprint: { call: (_, __, ___, ____, layer) => layer.buildFilter().reshape([7, 7]) } },
      byCall,
    ),
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
      `correlation ${ids.swapped}`,
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
