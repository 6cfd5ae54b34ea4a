import * as tf from '@tensorflow/tfjs';
import * as equivariant from 'equivariant';
import type { MeasurableModel } from 'equivariant';

/**
 * The library's models that say of which group they are, by name.
 *
 * @example new models.C4CNN!({ seed: 1 });
 */
export const models: Readonly<Record<string, MeasurableModel>> = Object.fromEntries(
  Object.entries<unknown>(equivariant)
    .filter((entry): entry is [string, MeasurableModel] => isModel(entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

function isModel(value: unknown): value is MeasurableModel {
  return (
    typeof value === 'function' &&
    value.prototype instanceof tf.LayersModel &&
    'group' in value &&
    value.group instanceof equivariant.GridGroup
  );
}
