import * as tf from '@tensorflow/tfjs';
import { isA, said } from '../explainError';
import { hasFailed, Wrong, type Finding } from '../Finding';
import { attempt } from '../values';
import { layersOf } from './chain';

type Apply = (
  this: tf.layers.Layer,
  ...args: Parameters<tf.layers.Layer['apply']>
) => ReturnType<tf.layers.Layer['apply']>;

/**
 * Builds a network. If that fails, the error names the layer, and the shape that it got; and if a
 * layer before it computes another shape than it announced, that is the mistake.
 */
export function built(make: () => tf.LayersModel): tf.LayersModel {
  const { prototype } = tf.layers.Layer;
  const apply: Apply = Reflect.get(prototype, 'apply');
  const done: tf.layers.Layer[] = [];
  let last: { layer: tf.layers.Layer; shape: tf.Shape } | undefined;
  prototype.apply = function (inputs, ...rest) {
    if (inputs instanceof tf.SymbolicTensor) last = { layer: this, shape: inputs.shape };
    const output = apply.call(this, inputs, ...rest);
    if (inputs instanceof tf.SymbolicTensor) done.push(this);
    last = undefined;
    return output;
  };
  try {
    return make();
  } catch (error) {
    prototype.apply = apply;
    requireAnnounced(done);
    if (!last) throw error;
    const { layer, shape } = last;
    const place = `layer ${done.length + 1}, ${layer.getClassName()}`;
    if (attempt(() => Array.isArray(layer.computeOutputShape(shape))) === false) {
      throw new Wrong(`${place}, announces no shape: its computeOutputShape returns none`, {
        hint: 'computeOutputShape returns a list of numbers, the batch first. Was the return forgotten?',
      });
    }
    if (isA(error, Error)) {
      error.message = `${said(error)} (${place}, gets ${shown(shape)})`;
    }
    throw error;
  } finally {
    prototype.apply = apply;
  }
}

/**
 * What a network announces while it is built decides how many weights its layers get, and only what
 * it computes shows whether that was right.
 *
 * @param matters whether another shape than announced is a mistake
 * @throws Wrong for the first of these layers, in a row, that computes another shape
 */
export function requireAnnounced(
  layers: readonly tf.layers.Layer[],
  matters: (index: number, announced: tf.Shape, got: number[]) => boolean = () => true,
): void {
  tf.tidy(() => {
    let x = tf.zeros([2, 33, 33, 1]);
    for (const [index, layer] of layers.entries()) {
      let announced: tf.Shape;
      try {
        x = layer.apply(x) as tf.Tensor;
        announced = layer.outputShape as tf.Shape;
      } catch {
        // In no row, or stopped in its own code: its error says more.
        return;
      }
      if (x.shape.slice(1).join() === announced.slice(1).join()) continue;
      if (!matters(index, announced, x.shape)) continue;
      const name = layer.getClassName();
      const [promised, given] = [shown(announced), shown([null, ...x.shape.slice(1)])];
      throw new Wrong(`layer ${index + 1}, ${name}, announces ${promised}, but computes ${given}`, {
        hint: `Let computeOutputShape of ${name} return ${given}, or its call ${promised}: the layers after it are built for the shape that computeOutputShape returns, and without it for the shape of the input.`,
      });
    }
  });
}

/**
 * Says so in the first finding that failed if a layer announced another number of channels: the
 * layers after it have too few weights or too many, which is all that the findings see.
 */
export function explained<Id extends string>(
  model: tf.LayersModel,
  findings: Finding<Id>[],
): Finding<Id>[] {
  const first = findings.findIndex(hasFailed);
  // A wrong shape has said so itself.
  if (first < 0 || findings[first]!.id === 'shape') return findings;
  try {
    const layers = layersOf(model);
    requireAnnounced(
      layers,
      (index, announced, got) =>
        announced.at(-1) !== got.at(-1) &&
        layers.slice(index + 1).some(({ weights }) => weights.length > 0),
    );
  } catch (error) {
    if (!isA(error, Wrong)) return findings;
    const cause = { detail: error.message, ...error.help };
    return findings.map((finding, index) => {
      if (!hasFailed(finding)) return finding;
      const { id, property, passed, detail } = finding;
      return { id, property, passed, ...(index === first ? cause : { detail }) };
    });
  }
  return findings;
}

/** A shape as the exercises write it. */
const shown = (shape: tf.Shape): string => `[${shape.map((n) => n ?? 'batch').join(', ')}]`;
