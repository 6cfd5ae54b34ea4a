import * as tf from '@tensorflow/tfjs';
import { beta1, beta2, epsilon, type AdamMoments } from '../adam/AdamMoments';
import { operation } from './operation';

let created = 0;

/**
 * Moments in variables of TensorFlow's own, and one operation that goes over weights, gradient and moments once, on all
 * threads, instead of thirteen that go over them one after the other.
 */
export class NativeMoments implements AdamMoments {
  private readonly weights: tf.Tensor;
  private readonly first: tf.Tensor;
  private readonly second: tf.Tensor;

  constructor(private readonly size: number) {
    this.weights = this.variable();
    this.first = this.variable();
    this.second = this.variable();
    this.write(new Float32Array(size), new Float32Array(size));
  }

  update(weights: tf.Tensor1D, gradient: tf.Tensor1D, step: number, rate: number): tf.Tensor1D {
    return tf.tidy(() => {
      assign(this.weights, weights);
      const correction = Math.sqrt(1 - beta2 ** step);
      // TensorFlow adds ε to the uncorrected root.
      const numbers = [beta1 ** step, beta2 ** step, rate, beta1, beta2, epsilon * correction];
      const scalars = numbers.map((number) => tf.scalar(number));
      const inputs = [this.weights, this.first, this.second, ...scalars, gradient];
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
    for (const variable of [this.weights, this.first, this.second]) {
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
