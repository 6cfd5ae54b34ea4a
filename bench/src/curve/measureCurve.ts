import * as fs from 'node:fs';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { CurvePlan, CurvePoint, DataEfficiency } from 'course';
import { courseRecipe, evaluate, train } from 'equivariant';
import { writeFileAtomic } from 'nbconvert-ts';
import { progressBar } from 'notebook-display';
import { subset, type RotatedMnist } from 'rotated-mnist';
import { describe, type Competitor } from './competitors';

/** How {@link measureCurve} measures. */
export interface CurveOptions {
  plan: CurvePlan;
  /** Numbers of digits to train on, in the order in which they are measured. */
  sizes: readonly number[];
  /** Of the trainings: each network is trained once for each number of digits and each seed. */
  seeds: readonly number[];
  competitors: readonly Competitor[];
  digits: RotatedMnist;
  /** What computes, for the file. */
  backend: string;
  /** Where the figures are written after each point. */
  file: string;
  /** Gets a line for each point. */
  say: (line: string) => void;
}

/**
 * Trains each competitor on each number of digits and measures its accuracy. A point that is in the
 * file already is not measured again, and a training that was stopped resumes.
 *
 * @returns whether all points are measured; false after an interrupt (Ctrl-C)
 * @throws Error if the file holds the figures of another plan
 */
export async function measureCurve(options: CurveOptions): Promise<boolean> {
  const { plan, sizes, seeds, competitors, digits, file, say } = options;
  const figures: DataEfficiency = {
    backend: options.backend,
    versions: { node: process.versions.node, '@tensorflow/tfjs': tf.version.tfjs },
    digits: digits.source,
    plan,
    networks: competitors.map(describe),
    points: [],
  };
  let points = pointsIn(file, figures);
  const missing = sizes
    .flatMap((count) => seeds.map((seed) => ({ count, seed })))
    .flatMap((part) => competitors.map((competitor) => ({ ...part, ...competitor })))
    .filter(
      ({ name, count, seed }) =>
        !points.some((one) => one.network === name && one.digits === count && one.seed === seed),
    );
  if (missing.length === 0) return true;
  const parts = 1000;
  const bar = progressBar({
    label: 'All trainings',
    epochs: missing.length,
    stepsPerEpoch: parts,
  });
  const test = subset(digits.test, plan.test);
  for (const [index, { count, seed, name, make, augmentation }] of missing.entries()) {
    const stepsPerEpoch = Math.ceil(count / plan.batchSize);
    const epochs = Math.max(1, Math.round(plan.steps / stepsPerEpoch));
    const recipe = { ...courseRecipe(plan.peakRate), batchSize: plan.batchSize };
    const model = make(seed);
    const checkpoint = `${file}.${name.replace(/\W+/g, '-')}-${count}-${seed}.checkpoint`;
    const { interrupted } = await train(model, subset(digits.train, count), {
      epochs,
      recipe: augmentation ? { ...recipe, augmentation } : recipe,
      seed,
      checkpoint,
      onProgress: ({ step, steps, loss }) =>
        bar.update({ epoch: index + 1, step: Math.ceil((parts * step) / steps), loss }),
    });
    if (interrupted) {
      bar.finish('stopped: give the same command again to go on');
      return false;
    }
    const { accuracy } = await evaluate(model, test);
    model.dispose();
    points = [...points, { network: name, digits: count, seed, epochs, accuracy }];
    writeFileAtomic(file, `${JSON.stringify({ ...figures, points }, undefined, 2)}\n`);
    fs.rmSync(checkpoint);
    say(
      `${name}, ${count} digits, seed ${seed}, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}: ${(100 * accuracy).toFixed(2)} %`,
    );
  }
  bar.finish();
  return true;
}

/** The points of an earlier run of the same plan. */
function pointsIn(file: string, now: DataEfficiency): readonly CurvePoint[] {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!fs.existsSync(file)) return [];
  const found = JSON.parse(fs.readFileSync(file, 'utf8')) as DataEfficiency;
  const how = ({ backend, versions, digits, plan }: DataEfficiency): string =>
    JSON.stringify([backend, versions, digits, plan]);
  if (how(found) === how(now)) return found.points;
  throw new Error(`${file} holds figures of another plan. Delete it, or give another --out.`);
}
