import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from '../backend/chooseBackend';
import { backends, type BackendName } from '../platform/Platform';

/**
 * The backends that can be tested here: in CI all, elsewhere WebGPU only if Jest's configuration
 * found a program that emulates a GPU.
 */
export const testedBackends = backends.filter(
  (name) =>
    name !== 'webgpu' || process.env.VK_ICD_FILENAMES !== undefined || process.env.CI !== undefined,
);

/** Runs the same tests on every backend that the library supports. */
export function onEachBackend(tests: (name: BackendName) => void): void {
  describe.each(testedBackends)('on %s', (name) => {
    beforeAll(async () => {
      await chooseBackend(name);
      // Otherwise the processor would compute small tensors, and the GPU's kernels would not be
      // tested.
      if (name === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
    });
    tests(name);
  });
}

/** Pictures or fields with values determined by the seed. */
export function randomTensor<T extends tf.Tensor>(shape: number[], seed: number): T {
  const values: tf.Tensor = tf.randomUniform(shape, -1, 1, 'float32', seed);
  return values as T;
}

/** The number of tensors that `run` leaves behind. */
export function leftover(run: () => void): number {
  const before = tf.memory().numTensors;
  run();
  return tf.memory().numTensors - before;
}

/** The model after saving and loading it. */
export async function saveAndLoad(model: tf.LayersModel): Promise<tf.LayersModel> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
      });
    }),
  );
  // Through text, as in a file.
  const modelTopology = JSON.parse(JSON.stringify(saved!.modelTopology)) as object;
  return tf.loadLayersModel(tf.io.fromMemory({ ...saved!, modelTopology }));
}
