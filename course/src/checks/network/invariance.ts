import * as tf from '@tensorflow/tfjs';
import { logitsAgainstAngle, rotate, transform, type Figure, type GridGroup } from 'equivariant';
import { find, Wrong, type Finding } from '../Finding';
import type { Symmetry } from '../symmetry';
import { once, share } from '../values';
import { applyInARow, chain, layerName, type Step } from './chain';

/** The largest change of a logit, as a share of the largest of all logits. */
const tolerance = 1e-5;
/** And, beyond rounding, as a share of how much the same logit varies from picture to picture. */
const ofItsOwn = 1e-3;
const rounding = 3e-7;

/**
 * One finding for each element of the group: whether the logits stay the same when it moves the
 * picture.
 *
 * @param pictures all different: what no picture changes has every symmetry
 * @param mayBeConstant whether logits that no picture changes pass: training can end like that
 */
export function invarianceFindings<Element extends number>(
  { group, elements }: Symmetry<Element>,
  model: tf.LayersModel,
  pictures: () => tf.Tensor,
  mayBeConstant = false,
): Finding<`unchanged-${Element}`>[] {
  const logits = once(() => model.predict(pictures()) as tf.Tensor);
  const steps = once(() => chain(model, pictures()));
  const figure = once(() => turning(model, pictures()));
  return elements.map((g) =>
    find(`unchanged-${g}`, `unchanged by ${group.describe(g)}`, () => {
      const y = logits();
      const largest = y.abs().max();
      const spread = tf.moments(y, 0).variance.sqrt();
      if (!mayBeConstant && !(spread.max().div(largest).dataSync()[0]! > tolerance)) {
        throw new Wrong('the logits are the same for all pictures, so this says nothing', {
          hint: 'Something cuts the picture off: weights that are all 0, a ReLU whose input is never positive?',
        });
      }
      const moved = model.predict(transform(group, g, pictures())) as tf.Tensor;
      const change = moved.sub(y).abs().max(0);
      const relative = change.max().div(largest).dataSync()[0]!;
      const own = change.div(spread.mul(ofItsOwn).add(largest.mul(rounding)));
      if (relative <= tolerance && own.max().dataSync()[0]! <= 1) {
        return `relative change ${relative.toExponential(1)}`;
      }
      const { where, hint } = culprit(group, g, steps(), (x) => applyInARow(model, x));
      throw new Wrong(
        `the logits change by ${share(relative)} of the largest, most for class ${own.argMax().dataSync()[0]!}${where}`,
        { hint, figure: figure() },
      );
    }),
  );
}

/** Where a network loses equivariance, in words, and a hint on the likely cause. */
function culprit(
  group: GridGroup,
  g: number,
  steps: readonly Step[],
  apply: (pictures: tf.Tensor) => Step[],
): { where: string; hint: string } {
  const moved = steps.length > 0 ? apply(transform(group, g, steps[0]!.input)) : [];
  const kept = steps.map((step, i) => commutes(group, g, step, moved[i]!));
  const index = kept.lastIndexOf(true) + 1;
  const step = steps[index];
  if (!step) {
    return {
      where: '',
      hint: 'Does every layer commute with the group, and does the last pooling leave one pixel and no group axis?',
    };
  }
  const { input, output } = step;
  const shapes = `[${input.shape.join(', ')}] → [${output.shape.join(', ')}]`;
  return {
    where: `; equivariance is lost in ${layerName(steps, index)}, ${shapes}`,
    hint: hintFor(group, step),
  };
}

function hintFor(group: GridGroup, { layer, input, output }: Step): string {
  const [, size] = input.shape as [number, number];
  if (output.rank === 2 && input.rank > 2 && size > 1) {
    return `The picture still has ${size} × ${size} pixels when it becomes a vector: the last pooling must leave a single one.`;
  }
  if (output.rank === 2 && input.rank === 5) {
    return `The ${input.shape[3]!} group elements are still separate features when the field becomes a vector: take the maximum over them first (GroupMaxPool).`;
  }
  if (output.rank === 4 && input.rank === 5 && layer.trainableWeights.length === 0) {
    return `The maximum must be taken over all ${group.order} group elements together (GroupMaxPool).`;
  }
  if (output.rank === 5 && output.shape[3] !== group.order) {
    return `The group axis should have ${group.order} elements, but has ${output.shape[3]!}: which group was the layer given?`;
  }
  if (layer.trainableWeights.length === 0 && size % 2 === 0) {
    return `The size is even there, ${size}: the pixels kept by a stride of 2 are not symmetric about the centre. Keep every size odd: 33, 17, 9, 5, 3, 1.`;
  }
  if (layer.trainableWeights.length === 0) {
    return 'A pooling keeps equivariance with window 3, stride 2 and padding 1 (and odd sizes).';
  }
  if (output.shape.join() !== input.shape.join()) {
    return `The filters of this layer do not commute with ${group.name}: use one of the equivariant layers, over ${group.name}.`;
  }
  return 'A normalization needs one mean and one variance for each channel, shared over the group elements.';
}

/** Whether the output of a layer still moves as it should. */
function commutes(group: GridGroup, g: number, { output }: Step, moved: Step): boolean {
  try {
    const expected = transform(group, g, output);
    const difference = moved.output.sub(expected).abs().max().dataSync()[0]!;
    return difference <= 10 * tolerance * output.abs().max().dataSync()[0]!;
  } catch {
    // The group does not act on this shape.
    return false;
  }
}

/** The logits of the first picture during one full turn. */
function turning(model: tf.LayersModel, pictures: tf.Tensor): Figure {
  const angles = [0, 90, 180, 270, 360];
  const first = pictures.slice([0], [1]) as tf.Tensor4D;
  const logits = angles.map((_, r) => {
    const y = model.predict(rotate(first, r)) as tf.Tensor;
    return [...y.dataSync()];
  });
  return logitsAgainstAngle(angles, logits, { title: 'The logits while the picture turns' });
}
