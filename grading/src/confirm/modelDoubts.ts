import * as tf from '@tensorflow/tfjs';
import type { Finding, ModelClass, Part } from 'course';
import { C4, D4, equivarianceError } from 'equivariant';
import type { RemoteModel } from '../remote/RemoteLayer';
import type { Doubt } from './Doubt';
import { requireReLUs } from './relus';
import { strokes } from './strokes';

const tolerance = 1e-4;

/**
 * What a network could pretend: one that says always the same is invariant, and so is one that takes notice of how the check's pictures
 * look or how many there are; weights can lie beside it, and layers can behave only when they are looked at.
 */
export function modelDoubts(
  part: Part,
  Answer: ModelClass,
  findings: readonly Finding[],
  draw: number,
): Doubt[] {
  const make = (): RemoteModel => new Answer() as unknown as RemoteModel;
  const pictures = strokes([3, 4, 6, 7][draw % 4]!, draw);
  const group = part === '3.2' || part === '3.5b' ? C4 : D4;
  const isRow = !findings.some(({ detail }) => detail.startsWith('not looked at'));
  return [
    {
      about: /^unchanged by/,
      confirm() {
        const model = make();
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
    { about: /^the logits depend/, confirm: () => requireDependence(make(), pictures) },
    { about: /^[\d,]+ parameters/, confirm: () => requireUse(make(), pictures) },
    {
      about: /^a ReLU after every convolution/,
      confirm: () => requireReLUs(make(), pictures, isRow, draw),
    },
  ];
}

/** Different pictures must give different logits, and the same picture the same. */
function requireDependence(model: RemoteModel, pictures: tf.Tensor): void {
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
function requireUse(model: RemoteModel, pictures: tf.Tensor): void {
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
