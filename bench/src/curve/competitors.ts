import type * as tf from '@tensorflow/tfjs';
import type { CurveNetwork } from 'course';
import { C4CNN, D4CNN, PlainCNN, type Augmentation } from 'equivariant';

/** A network that takes part in the comparison, and how its digits are changed at random. */
export interface Competitor {
  name: string;
  make: (seed: number) => tf.LayersModel;
  augmentation?: Augmentation;
}

/** Digits lie at any angle, so augmentation rotates by any; a reflected digit is no digit. */
const randomRotations: Augmentation = { degrees: 180 };

/** As in notebook 4: as many feature maps as `C4CNN` has, and as much to compute. */
export const halfTheChannels = [4, 8, 16, 32, 64];

/** Networks of about the same cost, with and without a symmetry built in. */
export const competitors: readonly Competitor[] = [
  { name: 'plain', make: (seed) => new PlainCNN({ seed }) },
  {
    name: 'plain, augmented',
    make: (seed) => new PlainCNN({ seed }),
    augmentation: randomRotations,
  },
  { name: 'C4', make: (seed) => new C4CNN({ seed }) },
  { name: 'D4', make: (seed) => new D4CNN({ seed, channels: halfTheChannels }) },
  { name: 'C4, augmented', make: (seed) => new C4CNN({ seed }), augmentation: randomRotations },
];

/** A competitor as the stored figures name it. */
export function describe({ name, make, augmentation }: Competitor): CurveNetwork {
  const model = make(0);
  const parameters = model.countParams();
  model.dispose();
  return { name, parameters, augmentation: augmentation?.degrees ?? 0 };
}
