import type * as tf from '@tensorflow/tfjs';
import type { Finding } from './checks/Finding';

/** What the kernel knows of the runs of cells; other kernels do not tell. */
interface Host {
  jupyter?: { olderVersions?: (...values: unknown[]) => { name: string; failed: boolean }[] };
}

/**
 * Findings about code that is older than what the notebook shows: that of the running cell, and of
 * these values.
 */
export function olderVersions(...values: unknown[]): Finding[] {
  const older = (globalThis as Host).jupyter?.olderVersions?.(...values) ?? [];
  return older.map(({ name, failed }) => ({
    id: 'older-version',
    property: `the newest version of ${name}`,
    passed: false,
    ...(failed
      ? {
          detail: `the last run of the cell that declares ${name} failed; this is an older version`,
          hint: `Run the cell that declares ${name} until it ends without an error, then this one again.`,
        }
      : {
          detail: `${name} has changed since; this was made with an older version`,
          hint: `Run the cell that uses ${name} again, and those below it down to this one.`,
        }),
  }));
}

/** What a network was built from. */
export function classesOf(model: tf.LayersModel): unknown[] {
  return [model, ...model.layers].map(({ constructor }) => constructor);
}
