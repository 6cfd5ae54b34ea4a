import * as tf from '@tensorflow/tfjs';
import { C4, C4CNNWithBatchNorm, equivarianceError } from 'equivariant';
import { find, Wrong } from '../../checks/Finding';
import { network } from '../../checks/network/network';
import { requireNormalizations } from '../../checks/network/tails';
import { share } from '../../checks/values';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';
import { normalizationFindings, type LayerClass } from './check';

export const normalization = exercise({
  folder: '3.5-normalization',
  title: 'Equivariant normalization',
  points: 10,
  kind: 'code',
  parts: {
    '3.5a': {
      kind: 'layer',
      check: (Answer: LayerClass) => normalizationFindings(() => new Answer()),
    },
    '3.5b': network({
      symmetry: rotations,
      accuracy: 0.95,
      training: { epochs: 4, peakRate: 4e-3, wallSeconds: 1800 },
      // The shift of the normalization that follows makes a bias redundant.
      networks: [() => new C4CNNWithBatchNorm(), withoutBiases],
      whenNew: (model, structure, pictures) => [
        find('normalizations', 'a batch normalization right after every convolution', () =>
          structure().examine(requireNormalizations),
        ),
        find('unchanged-in-training', 'unchanged by quarter turns in training mode', () =>
          requireInvarianceInTraining(model, pictures()),
        ),
      ],
    }),
  },
});

/** The course's network whose convolutions have no biases. */
function withoutBiases(): tf.LayersModel {
  return tf.sequential({
    layers: new C4CNNWithBatchNorm().layers.map((layer) => {
      const Class = layer.constructor as new (config: object) => tf.layers.Layer;
      const change = layer.getClassName() === 'Dense' ? {} : { useBias: false };
      return new Class({ ...layer.getConfig(), ...change });
    }),
  });
}

function requireInvarianceInTraining(model: tf.LayersModel, pictures: tf.Tensor): string {
  const train = (x: tf.Tensor): tf.Tensor => model.apply(x, { training: true }) as tf.Tensor;
  const errors = equivarianceError(train, C4, pictures);
  const worst = Math.max(...errors.map(({ relative }) => relative));
  // Statistics of few pictures magnify rounding errors.
  if (worst <= 1e-4) return `relative change ${worst.toExponential(1)}`;
  const still = equivarianceError((x) => model.predict(x) as tf.Tensor, C4, pictures);
  // Otherwise the statistics need not be the cause, and others say what is.
  const isTheirs = still.every(({ relative }) => relative <= 1e-4);
  throw new Wrong(
    `the logits change by ${share(worst)} of the largest`,
    isTheirs
      ? { hint: 'Share mean and variance over the group elements: one for each channel.' }
      : {},
  );
}
