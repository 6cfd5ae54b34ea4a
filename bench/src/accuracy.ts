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
import { models } from './models';
import { savedRuns, trainNetworks } from './trainNetworks';

const usage = `Usage: npm run accuracy -- [MODEL ...] [--epochs N] [--seed N] [--reference] [--train N] [--test N]
       npm run accuracy -- --networks [--test N] [--out DIR]
       npm run accuracy -- --curve [--train N,N,...] [--steps N] [--seed N] [--test N] [--out DIR]

Trains models on rotated MNIST and measures their accuracy and invariance.
  MODEL        ${Object.keys(models).join(', ')}; default: all
  --reference  with the PyTorch tutorial's recipe instead of the course's
With --networks: trains the networks whose weights come with the course.
  --out        where they go; default: build/stored
With --curve: accuracy against the number of training digits, for networks with and without a
symmetry built in, and with augmentation. Every network is trained for about as many steps.
  --train      numbers of digits; default: 100,12000,1000,3000,300
  --steps      default: 564, which are three epochs of 12,000 digits
  --out        where the figures go; default: build/stored
To resume an interrupted run (Ctrl-C), give the same command again.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      epochs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '0' },
      train: { type: 'string' },
      test: { type: 'string' },
      reference: { type: 'boolean', default: false },
      curve: { type: 'boolean', default: false },
      networks: { type: 'boolean', default: false },
      steps: { type: 'string', default: '564' },
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
  const [epochs, seed] = [wholeNumber(values.epochs), wholeNumber(values.seed)];
  const usual = values.curve ? '5000' : values.networks ? '10000' : '50000';
  const testCount = wholeNumber(values.test ?? usual);
  const backend = (await chooseBackend()).description;
  console.log(backend);
  const digits = await loadRotatedMnist();
  console.log(digits.source);
  if (values.curve) {
    const sizes = (values.train ?? '100,12000,1000,3000,300').split(',').map(wholeNumber);
    const steps = wholeNumber(values.steps);
    const plan = { steps, batchSize: 64, peakRate: 2e-3, test: testCount, seed };
    const file = path.resolve(values.out, 'data-efficiency.json');
    const say = console.log;
    const isDone = await measureCurve({ plan, sizes, competitors, digits, backend, file, say });
    if (isDone) console.log(`The figures are in ${values.out}.`);
    return 0;
  }
  if (values.networks) {
    await trainNetworks(path.resolve(values.out), digits, { test: testCount, seed: 2016 });
    return 0;
  }
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
