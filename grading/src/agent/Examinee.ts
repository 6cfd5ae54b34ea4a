import type * as tensorflow from '@tensorflow/tfjs';
import type * as library from 'equivariant';
import { limits } from '../limits';
import type { Applied, Gradients, Made, Request, WeightValue } from '../channel/requests';
import { valueOf, type TensorValue, type Value } from '../channel/values';

type Tf = typeof tensorflow;
type Layer = tensorflow.layers.Layer;

/** The part of the library that trains a network. */
export type Trainer = Pick<typeof library, 'train' | 'courseRecipe'>;

/** A student's answer, and the layers that were created from it. */
export class Examinee {
  private readonly made: Layer[] = [];

  constructor(
    private readonly tf: Tf,
    private readonly answer: unknown,
    private readonly library?: Trainer,
  ) {}

  /** @throws whatever the answer's code throws */
  do(request: Exclude<Request, { op: 'end' }>): Value | Promise<Value> {
    switch (request.op) {
      case 'call':
        return this.tidy(() => this.call(request.name, request.args));
      case 'make':
        return asValue(this.make(request.args));
      case 'build':
        return asValue(this.build(request));
      case 'filter':
        return this.tidy(() => this.seen(this.filtering(request.handle).buildFilter()));
      case 'giveFilter': {
        const filter = this.tensor(request.filter);
        // A copy each time: the answer may dispose of it.
        this.filtering(request.handle).buildFilter = () => filter.clone();
        return null;
      }
      case 'write':
        return this.tidy(() => {
          for (const { handle, index, to } of request.weights) {
            this.layer(handle).weights[index]!.write(this.tensor(to));
          }
          return null;
        });
      case 'apply':
        return asValue(this.apply(request));
      case 'gradient':
        return this.tidy(() => asValue(this.gradient(request)));
      case 'train':
        return this.train(request);
    }
  }

  private call(name: string, args: Value[]): Value {
    const values = args.map((arg) => this.given(arg));
    const { answer } = this;
    const result: unknown =
      name === ''
        ? (answer as (...args: unknown[]) => unknown)(...values)
        : (answer as Record<string, (...args: unknown[]) => unknown>)[name]!(...values);
    return this.seen(result);
  }

  private make(args: Value[]): Made {
    const Answer = this.answer as new (...args: unknown[]) => Layer;
    return this.describe(new Answer(...args.map((arg) => this.given(arg))));
  }

  private describe(layer: Layer): Made {
    const handle = this.made.push(layer) - 1;
    const layers = layer instanceof this.tf.LayersModel ? unfolded(this.tf, layer) : [];
    return {
      handle,
      className: String(layer.getClassName?.()),
      weights: layers.length > 0 ? [] : this.weightsOf(layer),
      layers: layers.map((inner) => this.describe(inner)),
    };
  }

  private build({ handle, shape, alone }: Extract<Request, { op: 'build' }>): WeightValue[] {
    const layer = this.layer(handle);
    if (alone) layer.build(shape);
    else this.tf.tidy(() => void layer.apply(this.tf.zeros(shape)));
    return this.weightsOf(layer);
  }

  private apply({ handle, x, training }: Extract<Request, { op: 'apply' }>): Applied {
    const { tf } = this;
    const layer = this.layer(handle);
    // The weights of a network belong to its layers.
    const weights = layer instanceof tf.LayersModel ? [] : (layer.weights ?? []);
    const before = weights.map((weight) => weight.read().dataId);
    const input = this.tensor(x);
    const count = tf.memory().numTensors;
    const y = this.tidy(() => this.seen(layer.apply(input, { training })));
    const left = tf.memory().numTensors - count;
    input.dispose();
    const changed = weights.flatMap((weight, index) =>
      weight.read().dataId === before[index] ? [] : [{ index, to: valueOf(weight.read()) }],
    );
    return { y, changed, left };
  }

  private gradient({ handle, x, dy, training }: Extract<Request, { op: 'gradient' }>): Gradients {
    const { tf } = this;
    const layer = this.layer(handle);
    const [input, factor] = [this.tensor(x), this.tensor(dy)];
    const loss = (input: tensorflow.Tensor): tensorflow.Scalar =>
      tf.sum((layer.apply(input, { training }) as tensorflow.Tensor).mul(factor));
    // The judge asked for one call, so these must leave no trace.
    const state = (layer.weights ?? []).map((weight) => tf.clone(weight.read()));
    const variables = (layer.trainableWeights ?? [])
      .map((weight) => weight.read() as tensorflow.Variable)
      .filter(({ size }) => size > 0);
    const grads: tensorflow.NamedTensorMap =
      variables.length > 0 ? tf.variableGrads(() => loss(input), variables).grads : {};
    const result = {
      x: this.inputGradient(loss, input),
      weights: variables.map(({ name }) => grads[name] && valueOf(grads[name])),
    };
    state.forEach((value, index) => layer.weights[index]!.write(value));
    return result;
  }

  private inputGradient(
    loss: (x: tensorflow.Tensor) => tensorflow.Scalar,
    input: tensorflow.Tensor,
  ): { tensor: TensorValue } | undefined {
    try {
      return valueOf(this.tf.grad(loss)(input));
    } catch {
      // The answer does not use its input.
      return undefined;
    }
  }

  private async train(request: Extract<Request, { op: 'train' }>): Promise<Value> {
    const { handle, images, labels, epochs, peakRate, seed } = request;
    const [count, height, width] = images.tensor.shape as [number, number, number];
    const data = {
      images: Uint8Array.from(images.tensor.numbers),
      labels: Uint8Array.from(labels.tensor.numbers),
      count,
      height,
      width,
    };
    const { train, courseRecipe } = this.library!;
    const model = this.layer(handle) as tensorflow.LayersModel;
    await train(model, data, { epochs, seed, recipe: courseRecipe(peakRate) });
    return model.weights.map((weight) => valueOf(weight.read()));
  }

  private layer(handle: number): Layer {
    return this.made[handle]!;
  }

  private filtering(handle: number): { buildFilter: () => unknown } {
    return this.layer(handle) as unknown as { buildFilter: () => unknown };
  }

  private weightsOf(layer: Layer): WeightValue[] {
    const trainable = new Set(layer.trainableWeights ?? []);
    return (layer.weights ?? []).map((weight) => ({
      value: valueOf(weight.read()),
      trainable: trainable.has(weight),
    }));
  }

  private given(value: Value): unknown {
    if (Array.isArray(value)) return value.map((inner) => this.given(inner));
    if (typeof value === 'object' && value !== null) {
      return 'tensor' in value ? this.tensor(value as { tensor: TensorValue }) : { ...value };
    }
    return value;
  }

  /** What an answer returned, in the form in which it travels. */
  private seen(value: unknown): Value {
    if (value instanceof this.tf.Tensor) {
      return value.isDisposed ? { other: 'disposed' } : valueOf(value as tensorflow.Tensor);
    }
    if (Array.isArray(value))
      return value.slice(0, limits.answerListItems).map((inner) => this.seen(inner));
    switch (typeof value) {
      case 'number':
      case 'string':
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : { other: 'object' };
      default:
        return { other: typeof value };
    }
  }

  private tensor({ tensor }: { tensor: TensorValue }): tensorflow.Tensor {
    const { numbers, shape, dtype } = tensor;
    return this.tf.tensor(numbers, shape, dtype as tensorflow.DataType);
  }

  private tidy(work: () => Value): Value {
    let value: Value;
    this.tf.tidy(() => {
      value = work();
    });
    return value;
  }
}

/** These interfaces hold values only. */
function asValue(value: object): Value {
  return value as Value;
}

function unfolded(tf: Tf, model: tensorflow.LayersModel): Layer[] {
  return model.layers.flatMap((layer) => {
    if (layer instanceof tf.LayersModel) return unfolded(tf, layer);
    // A name is a claim: what has weights is a layer.
    const isInput = layer.getClassName() === 'InputLayer' && layer.weights.length === 0;
    return isInput ? [] : [layer];
  });
}
