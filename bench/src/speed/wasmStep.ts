import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { C4CNN, chooseBackend, train } from 'equivariant';
import { leaveOut, registerComposedKernels } from './composedKernels';
import { makeTestPictures } from './pictures';

const batch = 64;
const steps = 8;

/**
 * Prints the milliseconds of processor time of a training step of C4CNN on WebAssembly; with the
 * argument `composed`, by kernels that are composed of TensorFlow.js's.
 */
async function main(): Promise<void> {
  const isComposed = process.argv[2] === 'composed';
  if (isComposed) leaveOut();
  await chooseBackend('wasm');
  if (isComposed) registerComposedKernels();
  const { images, labels } = makeTestPictures(batch * steps, 33);
  const data = { images, labels, count: batch * steps, height: 33, width: 33 };
  const model = new C4CNN({ seed: 1 });
  // WebAssembly is compiled again, faster, while it runs.
  await train(model, { ...data, count: 4 * batch }, { epochs: 1 });
  const before = process.cpuUsage();
  await train(model, data, { epochs: 1 });
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000 / steps);
  tf.disposeVariables();
}

void main();
