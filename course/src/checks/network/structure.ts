import * as tf from '@tensorflow/tfjs';
import { Wrong, type Skipped } from '../Finding';
import { randomSeed } from '../randomSeed';
import { once, tensorOf } from '../values';
import { chain } from './chain';
import { requireParameters } from './parameters';
import { isAffine, isEqual, ownStages, stagesOf, type Stages } from './stages';
import { drawWeights, twinOf, type MakeNetwork } from './twin';

/**
 * How a network is built: examined layer by layer, unless it computes what the course's own does.
 */
export class Structure {
  /** Whether it computes the same logits as the course's own network with the same weights. */
  readonly isSame: () => boolean;
  private readonly stages: () => Stages | undefined;
  private readonly own: () => Stages;
  private readonly networks: () => tf.LayersModel[];

  /**
   * @param fresh another network of the same class, which this changes
   * @param makes the networks of the course that the exercise allows; messages name the first
   * @param pictures all different
   */
  constructor(
    private readonly model: tf.LayersModel,
    fresh: MakeNetwork,
    makes: readonly MakeNetwork[],
    pictures: tf.Tensor,
  ) {
    this.isSame = once(() => twinOf(model, makes, pictures) !== undefined);
    this.networks = once(() => makes.map((make) => make()));
    this.own = once(() => ownStages(this.networks()[0]!, pictures));
    this.stages = once(() => {
      // Its running averages have not moved yet.
      const other = fresh();
      drawWeights(other, randomSeed(100));
      const found = stagesOf(chain(other, pictures));
      const convolutions = found.stages.slice(0, this.own().stages.length - 1);
      const isClear = convolutions.every(({ filters }) => isAffine(filters));
      return isClear && found.steps.length > 0 ? found : undefined;
    });
  }

  /**
   * Examines its stages beside those of the course's own network.
   *
   * @param examineBoth throws Wrong; not called if both compute the same
   */
  examine(examineBoth: (got: Stages, expected: Stages) => string): string | Skipped {
    if (this.isSame()) return 'it computes what the course’s network computes from its weights';
    const stages = this.stages();
    if (stages) return examineBoth(stages, this.own());
    return {
      skipped:
        'from its weights the course’s network computes other logits, and its layers can’t be examined one by one',
    };
  }

  /** Requires the course's number of weights in each layer, and that they are filters' weights. */
  parameters(): string | Skipped {
    if (this.isSame()) return 'as many as the exercise asks for, in every layer';
    const seen = requireParameters(this.model, this.networks());
    return this.examine(({ stages: got }, { stages: expected }) => {
      if (got.length >= expected.length) return seen;
      throw new Wrong(
        `the number is right, but only ${got.length} of ${expected.length} layers could be seen to filter`,
        {
          hint: 'Only weights that a layer filters with count.',
        },
      );
    });
  }

  /** Requires that the logits are a linear layer's output. */
  logits(pictures: tf.Tensor): string | Skipped {
    if (this.isSame()) return 'from the linear layer';
    const after = 'Nothing comes after the last linear layer: no ReLU, no activation.';
    const y = tensorOf(this.model.predict(pictures), 'predict');
    const values = [...y.dataSync()];
    if ([...y.sum(1).dataSync()].every((sum) => Math.abs(sum - 1) < 1e-3)) {
      throw new Wrong('every row sums to 1', {
        hint: 'Leave the softmax to the loss: the network ends with the linear layer.',
      });
    }
    if (values.every((value) => value >= 0)) {
      const isShare = values.every((value) => value <= 1);
      const said = isShare
        ? 'the logits are always between 0 and 1'
        : 'the logits are never negative';
      throw new Wrong(said, { hint: after });
    }
    return this.examine(({ steps, stages }) => {
      const last = stages.at(-1);
      if (last && isAffine(last.filters) && isEqual(steps.at(-1)!.output, last.filters.output)) {
        return 'from the linear layer';
      }
      throw new Wrong('something changes the output of the last linear layer', { hint: after });
    });
  }
}
