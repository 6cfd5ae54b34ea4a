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
import { models } from './models';

const usage = `Usage: npm run accuracy -- [MODEL ...] [--epochs N] [--seed N] [--reference] [--train N] [--test N]

Trains models on rotated MNIST and measures their accuracy and invariance.
  MODEL        ${Object.keys(models).join(', ')}; default: all
  --reference  with the PyTorch tutorial's recipe instead of the course's
To resume an interrupted run (Ctrl-C), give the same command again.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      epochs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '0' },
      train: { type: 'string', default: '12000' },
      test: { type: 'string', default: '50000' },
      reference: { type: 'boolean', default: false },
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
  const [trainCount, testCount] = [wholeNumber(values.train), wholeNumber(values.test)];
  console.log((await chooseBackend()).description);
  const digits = await loadRotatedMnist();
  const trainSet = subset(digits.train, trainCount);
  const testSet = subset(digits.test, testCount);
  console.log(digits.source);
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
      checkpoint: path.join(__dirname, '../../.cache/accuracy', key.join('-')),
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
