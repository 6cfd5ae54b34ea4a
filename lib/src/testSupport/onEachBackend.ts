import * as tf from '@tensorflow/tfjs';
import { backends, chooseBackend, type BackendName } from '../backend/chooseBackend';

/** Runs the same tests on every backend that the library supports. */
export function onEachBackend(tests: (name: BackendName) => void): void {
  describe.each(backends)('on %s', (name) => {
    beforeAll(async () => {
      await chooseBackend(name);
    });
    tests(name);
  });
}

/** Pictures or fields with values that follow from the seed. */
export function randomTensor<T extends tf.Tensor>(shape: number[], seed: number): T {
  const values: tf.Tensor = tf.randomUniform(shape, -1, 1, 'float32', seed);
  return values as T;
}

/** How many tensors `run` leaves behind. */
export function leftover(run: () => void): number {
  const before = tf.memory().numTensors;
  run();
  return tf.memory().numTensors - before;
}

/** The model as it comes back from a file. */
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
  // Through text, as a file would be.
  const modelTopology = JSON.parse(JSON.stringify(saved!.modelTopology)) as object;
  return tf.loadLayersModel(tf.io.fromMemory({ ...saved!, modelTopology }));
}
