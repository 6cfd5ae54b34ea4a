import * as tf from '@tensorflow/tfjs';
import { find, needs, Wrong, type Finding } from '../../checks/Finding';
import { alternating, fieldOf, normalize, type MakeNormalization } from './normalize';

/** The ids of the findings about inference. */
export type InferenceId = 'inference-memory' | 'inference-still';

/**
 * Findings about the running averages, which inference uses.
 *
 * @param normalized the finding about the normalization in training
 */
export function inferenceFindings(
  make: MakeNormalization,
  normalized: Finding,
): Finding<InferenceId>[] {
  return [
    find('inference-memory', 'inference uses what training has seen', () =>
      requireMemory(make, normalized),
    ),
    find('inference-still', 'inference treats each picture by itself and changes nothing', () =>
      requireStill(make),
    ),
  ];
}

const [mean, variance] = [10, 36];

function requireMemory(make: MakeNormalization, normalized: Finding): string {
  const layer = make();
  const x = alternating(mean, variance);
  const before = normalize(layer, x, false).mean().dataSync()[0]!;
  if (!(Math.abs(before) > 1)) {
    throw new Wrong(
      `before any training a field with mean 10 comes out with mean ${before.toPrecision(2)}`,
      {
        hint: 'Inference uses the running averages, which start at mean 0 and variance 1, not those of the batch.',
      },
    );
  }
  // A layer that does nothing in training has nothing to remember.
  if (isLike(inTraining(make, mean, variance), { scale: 1, shift: 0 })) needs(normalized);
  let remembered = 0;
  for (const steps of [1, 2]) {
    normalize(layer, x, true);
    remembered = 0.9 * remembered + 0.1;
    const used = inInference(layer, x);
    const [ofMean, ofVariance] = [
      -used.shift / used.scale / mean,
      (used.scale ** -2 - 1) / (variance - 1),
    ];
    if ([ofMean, ofVariance].every((share) => Math.abs(share - remembered) < 0.005)) continue;
    // What it does in training, right or wrong, with the averages that it should remember.
    const same = inTraining(make, remembered * mean, 1 + remembered * (variance - 1));
    if (isLike(used, same)) continue;
    const [a, b] = [ofMean, ofVariance].map((value) => `${(100 * value).toFixed(0)} %`);
    throw new Wrong(
      `after training step ${steps} both averages should be ${(100 * remembered).toFixed(0)} % of the way to the batch’s, but are: mean ${a!}, variance ${b!}`,
      { hint: memoryHint(ofMean, ofVariance) },
    );
  }
  return 'a tenth of the way in each step';
}

/** What a layer makes of a number: `scale · x + shift`. */
interface Line {
  scale: number;
  shift: number;
}

function isLike(a: Line, b: Line): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) < 0.005 * Math.abs(y) + 1e-4;
  return near(a.scale, b.scale) && near(a.shift, b.shift);
}

function inInference(layer: tf.layers.Layer, x: tf.Tensor): Line {
  const [shift, one] = [tf.zerosLike(x), tf.onesLike(x)].map(
    (input) => normalize(layer, input, false).mean().dataSync()[0]!,
  ) as [number, number];
  return { shift, scale: one - shift };
}

/** The same for a new layer, in training, with a batch of this mean and variance. */
function inTraining(make: MakeNormalization, mean: number, variance: number): Line {
  const x = alternating(mean, variance);
  const y = normalize(make(), x, true);
  const step = Math.sqrt(variance);
  const up = x.sub(mean).div(step);
  const scale = y.mul(up).mean().dataSync()[0]! / step;
  return { scale, shift: y.mean().dataSync()[0]! - scale * mean };
}

function memoryHint(ofMean: number, ofVariance: number): string {
  const near = (value: number, expected: number): boolean => Math.abs(value - expected) < 0.005;
  if (near(ofMean, 0) && near(ofVariance, 0)) {
    return 'Keep running averages: write them in every training step, and use them in inference.';
  }
  if (near(ofVariance, 0)) {
    return 'Keep a running variance beside the running mean: write it in every training step, and use it in inference.';
  }
  if (near(ofMean, 0)) {
    return 'Keep a running mean beside the running variance: write it in every training step, and use it in inference.';
  }
  if (near(ofMean, 0.9) && near(ofVariance, 0.9)) {
    return 'The two factors have changed places: 0.9 of the old value, 0.1 of the new one.';
  }
  return 'running = 0.9 · running + 0.1 · batch, for mean and variance alike (the variance, not its root).';
}

function requireStill(make: MakeNormalization): string {
  const layer = make();
  normalize(layer, fieldOf(7).add(2), true);
  const x = fieldOf(8);
  const largest = (a: tf.Tensor, b: tf.Tensor): number => a.sub(b).abs().max().dataSync()[0]!;
  const first = normalize(layer, x, false);
  normalize(layer, fieldOf(9).mul(5).add(9), false);
  if (!(largest(normalize(layer, x, false), first) < 1e-4)) {
    throw new Wrong('inference on another field changes the output', {
      hint: 'Write the running averages in training only.',
    });
  }
  const alone = normalize(layer, x.slice([0], [1]), false);
  if (largest(alone, first.slice([0], [1])) < 1e-4)
    return 'the same before and after, alone or not';
  throw new Wrong('a picture gets a different output when it is alone', {
    hint: 'Inference must not use the statistics of its batch: use the running averages.',
  });
}
