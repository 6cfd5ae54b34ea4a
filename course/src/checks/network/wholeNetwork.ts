import * as tf from '@tensorflow/tfjs';
import { find, onlyIf, Wrong, type Finding } from '../Finding';
import { randomSeed } from '../randomSeed';
import { tensorOf } from '../values';
import { requireAnnounced } from './announced';
import { layersOf } from './chain';
import { isEqual } from './stages';
import { strokes } from './strokes';

/** Findings about a network that gives numbers for pictures, even if not ten. */
export function ifUsable<First extends string, Rest extends string>(
  shape: Finding<First>,
  model: tf.LayersModel,
  rest: () => Finding<Rest>[],
): Finding<First | Rest>[] {
  const usable = find('usable', shape.property, () => {
    const { shape: got } = predict(model, tf.zeros([5, 33, 33, 1]));
    if (got.length === 2 && got[0] === 5) return '';
    throw new Wrong(shape.detail);
  });
  return [shape, ...(onlyIf<string, Rest>(usable, rest).slice(1) as Finding<Rest>[])];
}

/**
 * Has a network whose logits stand in axes of length 1, as they do without `flatten`, give them in
 * rows from now on: what else is right can be seen. For networks that a check has made.
 *
 * @throws what the network throws
 */
export function inRows(model: tf.LayersModel): void {
  const [predict_, apply] = [model.predict.bind(model), model.apply.bind(model)];
  const rows = <T>(y: T): T =>
    y instanceof tf.Tensor ? (tf.reshape(y, [(y as tf.Tensor).shape[0], -1]) as T) : y;
  const { shape } = predict(model, tf.zeros([2, 33, 33, 1]));
  if (shape.length < 3 || tf.util.sizeFromShape(shape.slice(1, -1)) !== 1) return;
  model.predict = (...args) => rows(predict_(...args));
  model.apply = (...args) => rows(apply(...args));
}

/** Whether a network gives ten logits for each of five pictures. */
export function shapeFinding(model: tf.LayersModel): Finding<'shape'> {
  return find('shape', 'five pictures give five times ten logits', () => {
    let got = '';
    try {
      got = predict(model, tf.zeros([5, 33, 33, 1])).shape.join(', ');
    } finally {
      if (got !== '5, 10') requireAnnounced(layersOf(model));
    }
    if (got === '5, 10') return '[5, 33, 33, 1] → [5, 10]';
    throw new Wrong(`expected [5, 10], got [${got}]`, {
      hint: 'The last two layers are tf.layers.flatten() and tf.layers.dense({ units: 10 }).',
    });
  });
}

/** Whether a network can be applied to this many pictures; five are what its exercise asks for. */
export function takes(model: tf.LayersModel, count: number): boolean {
  try {
    return predict(model, tf.zeros([count, 33, 33, 1])).shape[0] === count;
  } catch {
    return false;
  }
}

/** What happens to one picture must not depend on the others, nor on how many there are. */
export function requireAnyBatch(model: tf.LayersModel): string {
  const hint =
    'Let no shape contain the number of pictures (-1 in a reshape stands for it), and let no picture affect another.';
  const x = pictures(drawnCount());
  const refused = [x.shape[0], 1].filter((count) => !takes(model, count));
  if (refused.length > 0) {
    throw new Wrong(`it takes five pictures, but not ${refused.join(' or ')}`, { hint });
  }
  const all = predict(model, x);
  const alone = predict(model, x.slice([1], [1]));
  if (isEqual(alone, all.slice([1], [1])) && isEqual(predict(model, x), all)) {
    return `${x.shape[0]} pictures, or one of them`;
  }
  throw new Wrong('a picture gets different logits when it is alone, or shown again', { hint });
}

/**
 * Whether the logits depend on what is where in the picture.
 *
 * @param prepare runs first, such as to draw weights
 */
export function dependsFinding(model: tf.LayersModel, prepare?: () => void): Finding<'depends'> {
  return find('depends', 'the logits depend on the picture', () => {
    prepare?.();
    const x = pictures(5);
    const y = predict(model, x);
    const change = (other: tf.Tensor): number =>
      predict(model, other).sub(y).abs().max().div(y.abs().max()).dataSync()[0]!;
    // Written so that NaN fails.
    if (!(change(x.reverse(0)) > 1e-5)) {
      throw new Wrong('different pictures give the same logits', {
        hint: 'Something cuts the picture off: weights that are all 0, a pooling that leaves nothing, a ReLU whose input is never positive?',
      });
    }
    if (!(change(shuffled(x)) > 1e-5)) {
      throw new Wrong('the same pixels in other places give the same logits', {
        hint: 'A network must see shapes, not just the overall brightness.',
      });
    }
    return 'on what is where';
  });
}

/** The pixels of each picture in other places. */
function shuffled(x: tf.Tensor): tf.Tensor {
  const [batch, height, width] = x.shape as [number, number, number];
  const count = height * width;
  // 400 and the number of pixels have no common factor, so no place comes twice.
  const places = Array.from({ length: count }, (_, i) => (400 * i + randomSeed(10)) % count);
  return x.reshape([batch, count]).gather(tf.tensor1d(places, 'int32'), 1).reshape(x.shape);
}

function predict(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return tensorOf(model.predict(x), 'predict');
}

/** How many pictures a network is tried with, besides the five of its exercise. */
export const drawnCount = (): number => [3, 4, 6, 7][randomSeed(0) % 4]!;

/** Different pictures `[count, 33, 33, 1]`: strokes, like digits, and one of noise. */
export function pictures(count: number): tf.Tensor {
  const noise = tf.randomUniform([1, 33, 33, 1], 0, 1, 'float32', randomSeed(1));
  return tf.concat([strokes(count - 1, randomSeed(2)), noise]);
}
