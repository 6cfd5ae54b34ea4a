import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import {
  bestRecipe,
  chooseBackend,
  courseRecipe,
  DeepC4CNN,
  evaluate,
  imageBatch,
  referenceRecipe,
  train,
  type LabelledImages,
  type Recipe,
} from 'equivariant';
import { newNetwork, setWeights } from './ours/networks';
import { forwards, loads, matrixProducts, steps, type Subject } from './ours/timings';
import type { Answer, DigitFiles, Request } from './protocol';

const digitSize = 33;

/** This project's side: what a student's training does, with the library as it is. */
class OurSide {
  private readonly subjects = new Map<string, Subject>();

  async answer(request: Request): Promise<Answer> {
    switch (request.op) {
      case 'machine':
        return { version: (await chooseBackend()).description };
      case 'matmul':
        return { times: matrixProducts(request.size, request.repetitions) };
      case 'make':
        return this.make(request);
      case 'forget':
        this.subjects.get(request.key)!.model.dispose();
        this.subjects.delete(request.key);
        return {};
      case 'step':
        return { times: await steps(this.subjects.get(request.key)!, request.repetitions) };
      case 'forward':
        return { times: await forwards(this.subjects.get(request.key)!, request.repetitions) };
      case 'first': {
        await chooseBackend();
        const blank = pictures(new Uint8Array(64 * digitSize ** 2), new Uint8Array(64));
        await train(newNetwork(request.model), blank, { epochs: 1 });
        return {};
      }
      case 'library':
        throw new Error('This project has no other library.');
      case 'load':
        return { times: loads(readDigits(request.train, request.trainCount), request.repetitions) };
      case 'train': {
        const recipe = request.peak ? courseRecipe(request.peak) : referenceRecipe();
        return trained(newNetwork(request.model), request, recipe);
      }
      case 'best':
        return trained(new DeepC4CNN({ seed: 1 }), request, bestRecipe());
      case 'evaluate': {
        const test = readDigits(request.test, request.testCount);
        return { accuracy: (await evaluate(newNetwork(request.model), test)).accuracy };
      }
    }
  }

  private make(request: Extract<Request, { op: 'make' }>): Answer {
    const { key, size, batch } = request;
    const model = newNetwork(request.model, size);
    setWeights(model, request.weights);
    const images = Uint8Array.from(Buffer.from(request.pictures, 'base64'));
    const data = pictures(images, Uint8Array.from(request.labels), size);
    this.subjects.set(key, { model, data, batch });
    const first = imageBatch(data, [...Array(Math.min(64, data.count)).keys()]);
    const logits = tf.tidy(() => Array.from((model.apply(first) as tf.Tensor).dataSync()));
    first.dispose();
    return { logits };
  }
}

async function trained(
  model: tf.LayersModel,
  files: DigitFiles & { epochs: number },
  recipe: Recipe,
): Promise<Answer> {
  const data = readDigits(files.train, files.trainCount);
  const started = performance.now();
  await train(model, data, { epochs: files.epochs, recipe, seed: 1 });
  const seconds = (performance.now() - started) / 1000;
  const { accuracy } = await evaluate(model, readDigits(files.test, files.testCount));
  model.dispose();
  return { seconds, accuracy };
}

function readDigits(file: string, count: number): LabelledImages {
  // A plain array of bytes, as in the data set.
  const bytes = new Uint8Array(readFileSync(file));
  const pixels = count * digitSize ** 2;
  return pictures(bytes.subarray(0, pixels), bytes.subarray(pixels, pixels + count));
}

function pictures(images: Uint8Array, labels: Uint8Array, size = digitSize): LabelledImages {
  return { images, labels, count: labels.length, height: size, width: size };
}

async function main(): Promise<void> {
  const side = new OurSide();
  for await (const line of createInterface(process.stdin)) {
    const answer = await side.answer(JSON.parse(line) as Request);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
