import * as tf from '@tensorflow/tfjs';
import { assertEquivariant, equivarianceError } from '../equivariance/equivarianceError';
import type { GridGroup } from '../groups/GridGroup';
import { C1, C4, D4 } from '../groups/groups';
import { leftover, onEachBackend, randomTensor, saveAndLoad } from '../testSupport/onEachBackend';
import type { ModelArgs } from './groupCNN';
import { C4CNN, C4CNNWithBatchNorm, D4CNN, DeepC4CNN, IsotropicCNN, PlainCNN } from './models';

interface Subject {
  Model: new (args?: ModelArgs) => tf.LayersModel;
  group: GridGroup;
  parameters: number;
  /** Channels for a backend that is slow. */
  narrow?: number[];
  /** In which mode its logits are compared. */
  training?: boolean;
}

const models: Subject[] = [
  { Model: C4CNN, group: C4, parameters: 393_290 },
  { Model: C4CNNWithBatchNorm, group: C4, parameters: 393_290 + 4 * 248 },
  { Model: IsotropicCNN, group: D4, parameters: 153_514 },
  {
    Model: DeepC4CNN,
    group: C4,
    parameters: 224_940,
    narrow: [2, 3, 3, 4, 4, 5],
    // Before the averages of the normalizations are learned, it takes means of numbers that are
    // nearly the same everywhere.
    training: true,
  },
  { Model: D4CNN, group: D4, parameters: 784_970 },
  { Model: PlainCNN, group: C1, parameters: 394_890 },
];

onEachBackend((backend) => {
  describe.each(models)('$Model.name', (subject) => {
    const { Model, group, parameters, narrow = [2, 3, 4, 5, 6], training = false } = subject;
    const x = (): tf.Tensor => randomTensor([2, 33, 33, 1], 5);
    // A program that plays a GPU takes its time.
    const make = (args: ModelArgs = {}): tf.LayersModel =>
      new Model({ ...(backend === 'webgpu' && { channels: narrow }), ...args });

    it('gives ten logits and has the promised number of parameters', () => {
      const model = make();
      if (backend !== 'webgpu') expect(model.countParams()).toBe(parameters);
      expect((model.predict(tf.zeros([5, 33, 33, 1])) as tf.Tensor).shape).toEqual([5, 10]);
    });

    it('is invariant under every element of its group', () => {
      assertEquivariant(make(), group, x());
    });

    it('starts from weights that its seed decides', () => {
      const logits = (seed: number): tf.TypedArray =>
        (make({ seed }).predict(x()) as tf.Tensor).dataSync();
      expect(logits(3)).toEqual(logits(3));
      expect(logits(3)).not.toEqual(logits(4));
    });

    it('tells different pictures apart', () => {
      const model = make();
      const logits = (seed: number): tf.Tensor =>
        model.apply(randomTensor([2, 33, 33, 1], seed), { training }) as tf.Tensor;
      const difference = logits(5).sub(logits(6));
      expect(difference.abs().max().dataSync()[0]).toBeGreaterThan(1e-3);
    });

    it('prints its layers', () => {
      const lines: string[] = [];
      const model = make();
      model.summary(undefined, undefined, (line: string) => lines.push(line));
      const count = backend === 'webgpu' ? model.countParams() : parameters;
      expect(lines.join('\n')).toContain(`Total params: ${count}`);
    });

    it('comes back from a file unchanged, even by its weights', async () => {
      const model = make({ seed: 8 });
      const loaded = await saveAndLoad(model);
      expect((loaded.predict(x()) as tf.Tensor).dataSync()).toEqual(
        (model.predict(x()) as tf.Tensor).dataSync(),
      );
    });

    it('leaves no tensor behind', () => {
      const model = make();
      const input = x();
      expect(leftover(() => (model.predict(input) as tf.Tensor).dispose())).toBe(0);
    });
  });

  test('a quarter turn changes what the plain network says', () => {
    const errors = equivarianceError(new PlainCNN(), C4, randomTensor([2, 33, 33, 1], 5));
    for (const { relative } of errors.slice(1)) expect(relative).toBeGreaterThan(1e-2);
  });
});
