import * as tf from '@tensorflow/tfjs';
import { find, Wrong, type Finding } from '../../checks/Finding';
import { fieldOf, normalize, type MakeNormalization } from './normalize';

/** The ids of the findings about inference. */
export type InferenceId = 'inference-memory' | 'inference-still';

/** Findings about the running averages, which inference uses. */
export function inferenceFindings(make: MakeNormalization): Finding<InferenceId>[] {
  return [
    find('inference-memory', 'inference uses what training has seen', () => requireMemory(make)),
    find('inference-still', 'inference treats each picture by itself and changes nothing', () =>
      requireStill(make),
    ),
  ];
}

function requireMemory(make: MakeNormalization): string {
  const layer = make();
  const x = fieldOf(6).mul(6).add(10);
  const { mean, variance } = tf.moments(x, [0, 1, 2, 3]);
  const before = normalize(layer, x, false).mean().dataSync()[0]!;
  if (!(Math.abs(before) > 1)) {
    throw new Wrong(
      `before any training a field with mean 10 comes out with mean ${before.toPrecision(2)}`,
      {
        hint: 'Inference uses the running averages, which start at mean 0 and variance 1, not those of the batch.',
      },
    );
  }
  let remembered = 0;
  for (const steps of [1, 2]) {
    normalize(layer, x, true);
    remembered = 0.9 * remembered + 0.1;
    const used = usedInInference(layer, x);
    const shares = [share(used.mean, 0, mean), share(used.variance, 1, variance)];
    if (shares.every((value) => Math.abs(value - remembered) < 0.005)) continue;
    const [ofMean, ofVariance] = shares.map((value) => `${(100 * value).toFixed(0)} %`);
    throw new Wrong(
      `after training step ${steps} both averages should be ${(100 * remembered).toFixed(0)} % of the way to the batch’s, but are: mean ${ofMean!}, variance ${ofVariance!}`,
      { hint: memoryHint(shares[0]!, shares[1]!) },
    );
  }
  return 'a tenth of the way in each step';
}

/** The mean and variance that inference uses for each channel, from its output for 0 and for 1. */
function usedInInference(
  layer: tf.layers.Layer,
  x: tf.Tensor,
): { mean: tf.Tensor; variance: tf.Tensor } {
  const zero = normalize(layer, tf.zerosLike(x), false).mean([0, 1, 2, 3]);
  const one = normalize(layer, tf.onesLike(x), false).mean([0, 1, 2, 3]);
  const scale = one.sub(zero);
  return { mean: zero.neg().div(scale), variance: scale.square().reciprocal() };
}

/** How far a running average has moved from its start towards the batch's, 0 to 1. */
function share(used: tf.Tensor, start: number, batch: tf.Tensor): number {
  return used.sub(start).div(batch.sub(start)).mean().dataSync()[0]!;
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
      hint: 'Write the running averages in training alone.',
    });
  }
  const alone = normalize(layer, x.slice([0], [1]), false);
  if (largest(alone, first.slice([0], [1])) < 1e-4)
    return 'the same before and after, alone or not';
  throw new Wrong('a picture gives another output when it is alone', {
    hint: 'Inference must not use the statistics of its batch: use the running averages.',
  });
}
