import * as tf from '@tensorflow/tfjs';
import { beta1, beta2, type AdamMoments, type StepNumbers } from '../adam/AdamMoments';
import { operation } from './operation';

let created = 0;

/**
 * Moments in TensorFlow's own variables. One operation updates weights and moments in a single pass
 * on all threads; the plain way takes thirteen passes.
 */
export class NativeMoments implements AdamMoments {
  readonly variables = [];
  private readonly weights: tf.Tensor;
  private readonly first: tf.Tensor;
  private readonly second: tf.Tensor;

  constructor(private readonly size: number) {
    this.weights = this.variable();
    this.first = this.variable();
    this.second = this.variable();
    this.write(new Float32Array(size), new Float32Array(size));
  }

  get handles(): tf.Tensor[] {
    return [this.weights, this.first, this.second];
  }

  update(
    weights: tf.Tensor1D,
    gradient: tf.Tensor1D,
    { power1, power2, rate, epsilon }: StepNumbers<tf.Tensor>,
  ): tf.Tensor1D {
    return tf.tidy(() => {
      assign(this.weights, weights);
      const betas = [tf.scalar(beta1), tf.scalar(beta2)];
      const numbers = [power1, power2, rate, ...betas, epsilon];
      const inputs = [...this.handles, ...numbers, gradient];
      const attributes = { T: 'float32', use_locking: false, use_nesterov: false };
      operation('ResourceApplyAdam', attributes, inputs, 0);
      return valueOf(this.weights);
    });
  }

  read(): [Float32Array, Float32Array] {
    return tf.tidy(() => [
      valueOf(this.first).dataSync<'float32'>().slice(),
      valueOf(this.second).dataSync<'float32'>().slice(),
    ]);
  }

  write(first: Float32Array, second: Float32Array): void {
    tf.tidy(() => {
      assign(this.first, tf.tensor1d(first));
      assign(this.second, tf.tensor1d(second));
    });
  }

  dispose(): void {
    for (const variable of this.handles) {
      operation('DestroyResourceOp', { ignore_lookup_error: true }, [variable], 0);
      variable.dispose();
    }
  }

  private variable(): tf.Tensor {
    const attributes = { dtype: 'float32', container: '', shape: { shape: [this.size] } };
    const name = { shared_name: `adam${created++}` };
    return tf.tidy(() => tf.keep(operation('VarHandleOp', { ...attributes, ...name }, [])[0]!));
  }
}

function assign(variable: tf.Tensor, value: tf.Tensor): void {
  operation('AssignVariableOp', { dtype: 'float32' }, [variable, value], 0);
}

function valueOf(variable: tf.Tensor): tf.Tensor1D {
  return operation('ReadVariableOp', { dtype: 'float32' }, [variable])[0] as tf.Tensor1D;
}
