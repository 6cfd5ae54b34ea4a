import * as tf from '@tensorflow/tfjs';
import { equivarianceError } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import type { Symmetry } from '../../checks/symmetry';
import type { SecondLooks } from './SecondLook';
import { strokes } from './strokes';

const tolerance = 1e-4;

/** What second looks use of a network. */
export interface AskedModel {
  predict(x: tf.Tensor): tf.Tensor;
  layers: tf.layers.Layer[];
}

/**
 * Second looks at a network: a constant one is invariant; others recognize the check's pictures or
 * their number; and layers may behave only when they are examined.
 */
export function networkLooks<Element extends number>({
  group,
  elements,
}: Symmetry<Element>): SecondLooks<ModelClass, `unchanged-${Element}` | 'depends' | 'relus'> {
  return ({ answer, findings, draw }) => {
    const pictures = drawn(draw);
    const isRow = !findings.some(({ skipped }) => skipped);
    return [
      {
        // Without the identity, which changes no logits.
        about: elements.filter((g) => g !== 0).map((g) => `unchanged-${g}` as const),
        confirm() {
          const model = newModel(answer);
          requireDependence(model, pictures);
          for (const x of [pictures, pictures.slice([0], [1])]) {
            const errors = equivarianceError((one) => model.predict(one), group, x);
            const worst = Math.max(...errors.map(({ relative }) => relative));
            if (!(worst <= tolerance)) {
              throw new Error(
                `With ${x.shape[0]} drawn pictures the logits change by ${worst.toExponential(1)}.`,
              );
            }
          }
        },
      },
      { about: ['depends'], confirm: () => requireDependence(newModel(answer), pictures) },
      {
        about: ['relus'],
        confirm: () => requireReLUs(newModel(answer), pictures, isRow, draw),
      },
    ];
  };
}

/** A second look at parameters: weights that count must have an effect. */
export const parameterLooks: SecondLooks<ModelClass, 'parameters'> = ({ answer, draw }) => [
  { about: ['parameters'], confirm: () => requireUse(newModel(answer), drawn(draw)) },
];

function newModel(Answer: ModelClass): AskedModel {
  return new Answer() as unknown as AskedModel;
}

function drawn(draw: number): tf.Tensor {
  return strokes([3, 4, 6, 7][draw % 4]!, draw);
}

/** Different pictures must give different logits, and the same picture the same. */
function requireDependence(model: AskedModel, pictures: tf.Tensor): void {
  const logits = model.predict(pictures);
  const again = model.predict(pictures);
  const others = model.predict(pictures.reverse(0));
  const largest = maximum(logits);
  if (!(difference(logits, again) <= tolerance * largest)) {
    throw new Error('The same pictures give other logits when they are shown again.');
  }
  if (!(difference(logits, others) > tolerance * largest)) {
    throw new Error('Different drawn pictures give the same logits.');
  }
}

/** Every weight that is counted must matter. */
function requireUse(model: AskedModel, pictures: tf.Tensor): void {
  const before = model.predict(pictures);
  for (const [index, layer] of model.layers.entries()) {
    for (const weight of layer.trainableWeights) {
      const old = tf.clone(weight.read());
      weight.write(tf.randomUniform(old.shape, -1, 1, 'float32', index + 1));
      const change = difference(model.predict(pictures), before);
      weight.write(old);
      if (change > 0) continue;
      throw new Error(
        `Layer ${index + 1}: other numbers in the weight of shape [${old.shape.join(', ')}] change no logit.`,
      );
    }
  }
}

function maximum(x: tf.Tensor): number {
  return x.abs().max().dataSync()[0]!;
}

function difference(a: tf.Tensor, b: tf.Tensor): number {
  return maximum(a.sub(b));
}

/** So many convolutions need a ReLU. */
const convolutions = 5;

/**
 * Requires that enough layers cut off at 0 for inputs of both signs, too.
 *
 * @param isRow whether each layer's output is the next one's input; if not, one ReLU is enough,
 *   since some layers can't be examined
 */
function requireReLUs(model: AskedModel, pictures: tf.Tensor, isRow: boolean, draw: number): void {
  const shapes = isRow ? inputShapes(model, pictures) : undefined;
  const count = model.layers.filter((layer, index) =>
    (shapes
      ? [shapes[index]!]
      : [
          [2, 5],
          [2, 5, 5, 3],
          [2, 5, 5, 4, 3],
        ]
    ).some((shape) => {
      try {
        const x = tf.randomNormal(shape, 0, 1, 'float32', draw + index);
        return (layer.apply(x) as tf.Tensor).min().dataSync()[0] === 0;
      } catch {
        // The layer takes no input of this shape.
        return false;
      }
    }),
  ).length;
  const expected = isRow ? convolutions : 1;
  if (count >= expected) return;
  throw new Error(`For inputs of both signs, only ${count} layers cut off the negative numbers.`);
}

function inputShapes(model: AskedModel, pictures: tf.Tensor): number[][] {
  let x = pictures;
  return model.layers.map((layer) => {
    const { shape } = x;
    x = layer.apply(x) as tf.Tensor;
    return shape;
  });
}
