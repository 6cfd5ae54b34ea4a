import * as tf from '@tensorflow/tfjs';
import { C4, D4 } from 'equivariant';
import type { ModelClass } from '../../../checks/network/network';
import { type Specimens, wrongBy } from '../../../grading/mutants/Mutants';
import { network, type NetworkOptions } from '../../../grading/mutants/network';
import { rightNetworks } from '../../../grading/mutants/rightNetworks';
import { unchangedByReflections } from '../../../grading/sharedItems';
import { wrongNetworks } from '../../../grading/mutants/wrongNetworks';
import { wrongShapes } from '../../../grading/mutants/wrongShapes';

const moved = [1, 2, 3, 4, 5, 6, 7].map((g) => `unchanged-${g}`);
/** One reflection keeps the pixels that a stride of 2 keeps. */
const sized = moved.filter((id) => id !== 'unchanged-5');
const overD4 = { group: D4, channels: [4, 8, 16, 32, 64] };
const wrong = wrongBy((options: NetworkOptions) => network({ ...overD4, ...options }));

/** The maximum over the turns alone; elements with and without a reflection stay apart. */
class MaxOverTurns extends tf.layers.Layer {
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    const [batch, height, width, , channels] = x.shape as [number, number, number, number, number];
    const halves = x.reshape([batch * height * width, 2, 4, channels]).max(2);
    return halves.reshape([batch, height, width, 2 * channels]);
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, height, width, , channels] = shape as number[];
    return [batch!, height!, width!, 2 * channels!];
  }

  override getClassName(): string {
    return 'MaxOverTurns';
  }
}

/** Answers to the network of exercise 4. */
export const networks: Specimens<ModelClass> = {
  right: rightNetworks(overD4),
  wrong: [
    ...wrongNetworks(overD4, moved, sized),
    ...wrongShapes(overD4),
    wrong('the network of exercise 3.2', /group axis should have 8/, { group: C4 }, [
      'convolutions',
      'parameters',
      ...unchangedByReflections,
    ]),
    wrong('the eight elements kept as features', /separate features/, { groupPool: () => [] }, [
      'pools',
      'parameters',
      ...moved,
    ]),
    wrong(
      'maximum over the turns alone',
      /all 8 group elements/,
      {
        groupPool: () => [new MaxOverTurns()],
      },
      ['pools', 'parameters', ...unchangedByReflections],
    ),
    wrong('the channels of exercise 3.2', /number of filters/, { channels: [8, 16, 32, 64, 128] }, [
      'parameters',
    ]),
    wrong('padding 2', /size is even/, { padding: 2 }, ['parameters', ...moved]),
  ],
};
