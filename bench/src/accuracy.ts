import * as path from 'node:path';
import { parseArgs } from 'node:util';
import {
  chooseBackend,
  courseRecipe,
  equivarianceError,
  evaluate,
  imageBatch,
  referenceRecipe,
  train,
} from 'equivariant';
import { progressBar } from 'notebook-display';
import { loadRotatedMnist, subset } from 'rotated-mnist';
import { runCommand } from './command';
import { competitors } from './curve/competitors';
import { measureCurve } from './curve/measureCurve';
import { directions } from './curve/steerableCNN';
import { models } from './models';
import { savedRuns, trainNetworks } from './trainNetworks';

/** What is compared, and the plan unless options say otherwise. */
const comparisons = {
  curve: {
    file: 'data-efficiency.json',
    competitors,
    train: '100,12000,1000,3000,300',
    steps: '564',
    seed: '0',
    peakRate: 2e-3,
  },
  directions: {
    file: 'directions.json',
    competitors: directions,
    train: '12000',
    steps: '564',
    seed: '0,1,2',
    peakRate: 4e-3,
  },
};

const usage = `Usage: npm run accuracy -- [MODEL ...] [--epochs N] [--seed N] [--reference] [--train N] [--test N]
       npm run accuracy -- --networks [--test N] [--out DIR]
       npm run accuracy -- --curve [--train N,N,...] [--steps N] [--seed N,N,...] [--test N] [--out DIR]
       npm run accuracy -- --directions [--train N,N,...] [--steps N] [--seed N,N,...] [--test N] [--out DIR]

Trains models on rotated MNIST and measures their accuracy and invariance.
  MODEL        ${Object.keys(models).join(', ')}; default: all
  --reference  with the PyTorch tutorial's recipe instead of the course's
With --networks: trains the networks whose weights come with the course.
  --out        where they go; default: build/stored
With --curve: accuracy against the number of training digits, for networks with and without a
symmetry built in, and with augmentation. Every network is trained for about as many steps.
  --train      numbers of digits; default: 100,12000,1000,3000,300
  --steps      default: 564, which are three epochs of 12,000 digits
  --seed       of the trainings; default: 0
  --out        where the figures go; default: build/stored
With --directions: the accuracy of steerable networks of C4, C8 and C16.
  --train      numbers of digits; default: 12000
  --steps      default: 564, which are three epochs of 12,000 digits
  --seed       of the trainings; default: 0,1,2
To resume an interrupted run (Ctrl-C), give the same command again.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      epochs: { type: 'string', default: '5' },
      seed: { type: 'string' },
      train: { type: 'string' },
      test: { type: 'string' },
      reference: { type: 'boolean', default: false },
      curve: { type: 'boolean', default: false },
      directions: { type: 'boolean', default: false },
      networks: { type: 'boolean', default: false },
      steps: { type: 'string' },
      out: { type: 'string', default: 'build/stored' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = positionals.find((name) => !(name in models));
  if (values.help || unknown !== undefined) {
    if (unknown !== undefined) console.error(`Unknown model ${unknown}.`);
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const comparison = values.curve
    ? comparisons.curve
    : values.directions
      ? comparisons.directions
      : undefined;
  const usual = comparison ? '5000' : values.networks ? '10000' : '50000';
  const testCount = wholeNumber(values.test ?? usual);
  const backend = (await chooseBackend()).description;
  console.log(backend);
  const digits = await loadRotatedMnist();
  console.log(digits.source);
  if (comparison) {
    const { peakRate, competitors } = comparison;
    const steps = wholeNumber(values.steps ?? comparison.steps);
    const isDone = await measureCurve({
      plan: { steps, batchSize: 64, peakRate, test: testCount },
      sizes: (values.train ?? comparison.train).split(',').map(wholeNumber),
      seeds: (values.seed ?? comparison.seed).split(',').map(wholeNumber),
      competitors,
      digits,
      backend,
      say: console.log,
      file: path.resolve(values.out, comparison.file),
    });
    if (isDone) console.log(`The figures are in ${values.out}.`);
    return 0;
  }
  if (values.networks) {
    await trainNetworks(path.resolve(values.out), digits, { test: testCount, seed: 2016 });
    return 0;
  }
  const [epochs, seed] = [wholeNumber(values.epochs), wholeNumber(values.seed ?? '0')];
  const trainCount = wholeNumber(values.train ?? '12000');
  const trainSet = subset(digits.train, trainCount);
  const testSet = subset(digits.test, testCount);
  for (const name of positionals.length > 0 ? positionals : Object.keys(models)) {
    const Model = models[name]!;
    const { group } = Model;
    const model = new Model({ seed });
    const recipe = values.reference ? referenceRecipe() : (Model.recipe?.() ?? courseRecipe());
    const stepsPerEpoch = Math.ceil(trainSet.count / recipe.batchSize);
    const bar = progressBar({ label: name, epochs, stepsPerEpoch });
    const key = [name, values.reference ? 'reference' : 'course', epochs, seed, trainCount];
    const { history, interrupted } = await train(model, trainSet, {
      epochs,
      recipe,
      seed,
      validation: subset(testSet, Math.min(2000, testCount)),
      checkpoint: path.join(savedRuns, key.join('-')),
      onProgress: ({ epoch, step, loss, accuracy }) =>
        bar.update({ epoch, step: step - (epoch - 1) * stepsPerEpoch, loss, accuracy }),
    });
    bar.finish();
    if (interrupted) return 0;
    const { accuracy } = await evaluate(model, testSet);
    const errors = equivarianceError(model, group, imageBatch(testSet, [...Array(256).keys()]));
    const worst = Math.max(...errors.map(({ relative }) => relative));
    const course = history.epochs.map((epoch) => percent(epoch.accuracy ?? 0)).join(', ');
    console.log(
      `${name}: ${percent(accuracy)} of ${testSet.count} test digits after ${epochs} epochs (on 2,000 of them after each: ${course}); ` +
        `largest relative change under ${group.name}, 256 digits: ${worst.toExponential(1)}`,
    );
    model.dispose();
  }
  return 0;
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`Expected a whole number, got "${text}".\n${usage}`);
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

runCommand(main);
