import * as tf from '@tensorflow/tfjs';

/** Reads tensors and disposes of them; while a GPU computes them, the event loop goes on. */
export async function readAll(tensors: tf.Tensor[]): Promise<tf.TypedArray[]> {
  try {
    return await Promise.all(tensors.map((tensor) => tensor.data()));
  } finally {
    tf.dispose(tensors);
  }
}
