import * as tf from '@tensorflow/tfjs';
import {
  assertEquivariant,
  D2,
  GridGroup,
  GroupBatchNorm,
  GroupConv2d,
  GroupMaxPool,
  LiftingConv2d,
  registerGroup,
  SpatialMaxPool,
  train,
  type LabelledImages,
} from '..';
import { onEachBackend, randomTensor, saveAndLoad } from '../testSupport/onEachBackend';

const Diagonals = registerGroup(
  new GridGroup('My_Diagonals', [
    [1, 0, 0, 1],
    [0, 1, 1, 0],
    [-1, 0, 0, -1],
    [0, -1, -1, 0],
  ]),
);

/** A network over any group, built from what the library exports. */
function network(group: GridGroup): tf.Sequential {
  const conv = { group, kernelSize: 3, padding: 1 };
  return tf.sequential({
    layers: [
      new LiftingConv2d({ ...conv, filters: 3, seed: 1, inputShape: [9, 9, 1] }),
      new GroupBatchNorm(),
      new SpatialMaxPool(),
      tf.layers.reLU(),
      new GroupConv2d({ ...conv, filters: 4, seed: 2 }),
      new GroupBatchNorm(),
      new SpatialMaxPool({ poolSize: 5, strides: 1, padding: 'valid' }),
      new GroupMaxPool(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }),
    ],
  });
}

const data: LabelledImages = {
  images: Uint8Array.from({ length: 6 * 81 }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.of(0, 1, 2, 0, 1, 2),
  count: 6,
  height: 9,
  width: 9,
};

onEachBackend(() => {
  it.each([D2, Diagonals])(
    'a network over $name learns, and is loaded as it was',
    async (group) => {
      const model = network(group);
      const x = randomTensor<tf.Tensor>([2, 9, 9, 1], 5);
      const logits = (one: tf.LayersModel): tf.TypedArray =>
        (one.predict(x) as tf.Tensor).dataSync();
      const untrained = logits(model).slice();
      await train(model, data, { epochs: 1 });
      expect(logits(model)).not.toEqual(untrained);
      assertEquivariant(model, group, x);
      const loaded = await saveAndLoad(model);
      expect(logits(loaded)).toEqual(logits(model));
      assertEquivariant(loaded, group, x);
    },
  );
});

it('says how to load a network over a group that is not registered', async () => {
  const group = new GridGroup('Forgotten', [
    [1, 0, 0, 1],
    [1, 0, 0, -1],
  ]);
  await expect(saveAndLoad(network(group))).rejects.toThrow('call registerGroup(group) first');
});
