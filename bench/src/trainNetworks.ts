import * as fs from 'node:fs';
import * as path from 'node:path';
import { fingerprintOf, storeNetwork, type StoredNetwork } from 'course';
import * as library from 'equivariant';
import { courseRecipe, evaluate, train } from 'equivariant';
import { writeFileAtomic } from 'nbconvert-ts';
import { progressBar } from 'notebook-display';
import { loadRotatedMnist, subset, type RotatedMnist } from 'rotated-mnist';
import { halfTheChannels } from './curve/competitors';

type Lesson = Pick<StoredNetwork, 'name' | 'model' | 'channels' | 'digits' | 'epochs'> & {
  peakRate: number;
  isUpright?: boolean;
};

/** As in notebooks 3 and 4. */
const lessons: readonly Lesson[] = [
  { name: 'C4CNN', model: 'C4CNN', digits: 12_000, epochs: 5, peakRate: 2e-3 },
  { name: 'IsotropicCNN', model: 'IsotropicCNN', digits: 12_000, epochs: 5, peakRate: 2e-3 },
  {
    name: 'C4CNNWithBatchNorm',
    model: 'C4CNNWithBatchNorm',
    digits: 12_000,
    epochs: 4,
    peakRate: 4e-3,
  },
  {
    name: 'D4CNN',
    model: 'D4CNN',
    channels: halfTheChannels,
    digits: 12_000,
    epochs: 4,
    peakRate: 4e-3,
  },
  ...[true, false].flatMap((isUpright) =>
    (['PlainCNN', 'IsotropicCNN', 'C4CNN'] as const).map((model) => ({
      name: `${model}, ${isUpright ? 'upright' : 'rotated'}`,
      model,
      digits: 6_000,
      epochs: 2,
      peakRate: 2e-3,
      isUpright,
    })),
  ),
];

/** Where runs are saved, so that they resume. */
export const savedRuns = path.join(__dirname, '../../.cache/accuracy');

/**
 * Trains the networks whose weights come with the course, and writes `networks.json` and the
 * weights into a folder. Networks that are there already are left alone.
 *
 * @param test how many test digits their accuracy is measured on
 * @param seed of the first weights and of the order of the digits; not one that a student would
 *   take, whose own network would then be taken for the course's
 * @returns whether all are trained; false after an interrupt (Ctrl-C)
 */
export async function trainNetworks(
  folder: string,
  rotated: RotatedMnist,
  { test, seed }: Pick<StoredNetwork, 'test' | 'seed'>,
): Promise<boolean> {
  const upright = await loadRotatedMnist({ rotate: false });
  const list = path.join(folder, 'networks.json');
  fs.mkdirSync(folder, { recursive: true });
  const done = fs.existsSync(list)
    ? (JSON.parse(fs.readFileSync(list, 'utf8')) as StoredNetwork[])
    : [];
  for (const { isUpright = false, peakRate, ...lesson } of lessons) {
    const { name, model, channels, digits, epochs } = lesson;
    if (done.some((one) => one.name === name)) continue;
    const trained = new library[model]({ seed, ...(channels && { channels }) });
    const from = isUpright ? upright : rotated;
    const recipe = courseRecipe(peakRate);
    const stepsPerEpoch = Math.ceil(digits / recipe.batchSize);
    const bar = progressBar({ label: name, epochs, stepsPerEpoch });
    const { interrupted } = await train(trained, subset(from.train, digits), {
      epochs,
      recipe,
      seed,
      checkpoint: path.join(savedRuns, `${name}-${seed}`),
      onProgress: ({ epoch, step, loss, accuracy }) =>
        bar.update({ epoch, step: step - (epoch - 1) * stepsPerEpoch, loss, accuracy }),
    });
    bar.finish();
    if (interrupted) return false;
    const { file, bytes, weights, network } = storeNetwork(lesson, trained);
    const { accuracy } = await evaluate(network, subset(from.test, test));
    done.push({ ...lesson, seed, accuracy, test, fingerprint: fingerprintOf(network), weights });
    writeFileAtomic(path.join(folder, file), bytes);
    writeFileAtomic(list, `${JSON.stringify(done)}\n`);
    console.log(`${name}: ${(100 * accuracy).toFixed(2)} % of ${test} test digits`);
  }
  return true;
}
