import * as tf from '@tensorflow/tfjs';
import { D4, equivarianceError, type GridGroup } from 'equivariant';
import { Wrong } from '../Finding';
import { randomSeed } from '../randomSeed';
import { applyInARow, layerName, type Step } from './chain';

/** A layer with filters or the linear layer, and what follows before the next one. */
export interface Stage {
  filters: Step;
  /** Its position among all layers. */
  at: number;
  tail: Step[];
}

/** A network as its stages. */
export interface Stages {
  /** All layers, in order. */
  steps: readonly Step[];
  /** What comes before the first filters. */
  head: Step[];
  stages: Stage[];
}

/** Sorts the layers of a chain into stages. */
export function stagesOf(steps: readonly Step[]): Stages {
  const head: Step[] = [];
  const stages: Stage[] = [];
  steps.forEach((step, at) => {
    if (hasFilters(step)) stages.push({ filters: step, at, tail: [] });
    else (stages.at(-1)?.tail ?? head).push(step);
  });
  return { steps, head, stages };
}

/** The stages of a network of the course for these pictures. */
export function ownStages(network: tf.LayersModel, pictures: tf.Tensor): Stages {
  return stagesOf(applyInARow(network, pictures));
}

/** Whether a layer combines channels: its weights are more than numbers for single ones. */
function hasFilters({ layer, input, output }: Step): boolean {
  if (!layer.trainableWeights.some(({ shape }) => shape.length > 1)) return false;
  if (input.shape.join() !== output.shape.join()) return true;
  const x = noise(input.shape, 23);
  const channels = input.shape[input.rank - 1]!;
  const one = tf.oneHot(tf.tensor1d([0], 'int32'), channels).reshape([channels]);
  const change = (layer.apply(x.add(one)) as tf.Tensor).sub(layer.apply(x) as tf.Tensor);
  return !isEqual(change.mul(one), change);
}

/** Whether the output of a layer is a linear function of its input, but for a bias. */
export function isAffine({ layer, input }: Step): boolean {
  const [a, b] = [1, 2].map((n) => noise(input.shape, 20 + n));
  const y = (x: tf.Tensor): tf.Tensor => layer.apply(x) as tf.Tensor;
  const whole = y(a!.add(b!));
  const parts = y(a!)
    .add(y(b!))
    .sub(y(tf.zerosLike(a!)));
  return maximum(whole.sub(parts)) <= 1e-4 * maximum(whole);
}

/**
 * Requires that the layers with filters are convolutions of the fields that the exercise asks for,
 * and that they and what comes before them commute with the group.
 */
export function requireConvolutions(got: Stages, expected: Stages, group: GridGroup): string {
  const wanted = expected.stages.slice(0, -1);
  const convolutions = got.stages.slice(0, -1);
  if (convolutions.length < wanted.length) {
    throw new Wrong(`expected ${wanted.length} convolutions, found ${convolutions.length}`, {
      hint: 'Compare model.summary() with the table of the exercise, layer by layer.',
    });
  }
  const before = (x: tf.Tensor): tf.Tensor =>
    got.head.reduce((y, { layer }) => layer.apply(y) as tf.Tensor, x);
  const place = layerName(got.steps, got.head.length);
  requireEquivariance(before, group, got.steps[0]!.input, `what comes before ${place}`);
  wanted.forEach(({ filters: { output } }, index) => {
    const { filters, at } = convolutions[index]!;
    const name = layerName(got.steps, at);
    const isField = output.rank === 5;
    // What commutes with D4 commutes with C4.
    const over = isField
      ? [group, D4].find(({ order }) => order === filters.output.shape[3])
      : group;
    if (filters.output.rank !== output.rank || !over) {
      throw new Wrong(
        `${name} should give [batch, height, width, ${isField ? `${group.order}, ` : ''}channels], but gives [${filters.output.shape.join(', ')}]`,
        { hint: `Use the layers that the exercise names, over ${group.name}.` },
      );
    }
    requireConvolution(filters, name, over);
  });
  return `${wanted.length} convolutions`;
}

function requireConvolution({ layer, input }: Step, name: string, group: GridGroup): void {
  const size = 7;
  const y = (x: tf.Tensor): tf.Tensor => layer.apply(x) as tf.Tensor;
  const shape = [5, size, size, ...input.shape.slice(3)];
  // Only the middle pixel is not 0.
  const border: [number, number] = [3, 3];
  const around = (x: tf.Tensor): [number, number][] =>
    x.shape.map((_, axis) => (axis === 1 || axis === 2 ? border : [0, 0]));
  const dot = noise([5, 1, 1, ...shape.slice(3)], 24);
  const middle = dot.pad(around(dot));
  const answer = y(middle).sub(y(tf.zerosLike(middle)));
  const shifted = y(moved(middle)).sub(y(tf.zerosLike(middle)));
  if (!(maximum(answer) > 0) || !isEqual(shifted, moved(answer))) {
    throw new Wrong(`${name} is no convolution`, {
      hint: 'Use the layers that the exercise names, with kernelSize 3 and padding 1.',
    });
  }
  requireEquivariance(y, group, noise(shape, 25), name);
}

function requireEquivariance(
  mapping: (x: tf.Tensor) => tf.Tensor,
  group: GridGroup,
  x: tf.Tensor,
  name: string,
): void {
  const worst = Math.max(...equivarianceError(mapping, group, x).map(({ relative }) => relative));
  if (worst <= 1e-4) return;
  throw new Wrong(`${name} does not commute with ${group.name}: error ${worst.toPrecision(2)}`, {
    hint: `The filters of this layer do not commute with ${group.name}: use one of the equivariant layers, over ${group.name}.`,
  });
}

/** Moves a picture by one pixel, down and to the right. */
function moved(x: tf.Tensor): tf.Tensor {
  const [, height, width] = x.shape as [number, number, number];
  const border: [number, number][] = x.shape.map((_, axis) =>
    axis === 1 || axis === 2 ? [1, 0] : [0, 0],
  );
  return x.pad(border).slice([0, 0, 0], [-1, height, width]);
}

/** Random numbers of both signs. */
export function noise(shape: number[], seed: number): tf.Tensor {
  return tf.randomUniform(shape, -1, 1, 'float32', randomSeed(seed));
}

/** Whether two tensors agree but for rounding. */
export function isEqual(a: tf.Tensor, b: tf.Tensor, tolerance = 1e-4): boolean {
  return a.shape.join() === b.shape.join() && maximum(a.sub(b)) <= tolerance * maximum(b);
}

function maximum(x: tf.Tensor): number {
  return x.abs().max().dataSync()[0]!;
}
