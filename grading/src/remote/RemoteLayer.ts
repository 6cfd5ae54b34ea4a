import * as tf from '@tensorflow/tfjs';
import type { Applied, Gradients, Made, Request, WeightValue } from '../channel/requests';
import { isTensorValue, valueOf } from '../channel/values';
import { received, tensorFrom, type Mirror, type Remote } from './Remote';

/**
 * A layer in another process, behind the interface of a local one: its weights can be read and
 * written, it has gradients, and it leaves as many tensors behind as the real one does.
 */
export class RemoteLayer extends tf.layers.Layer implements Mirror {
  /** The value of each weight on the other side. */
  private readonly known: object[] = [];

  constructor(
    protected readonly remote: Remote,
    protected readonly made: Made,
  ) {
    super({});
    remote.register(this);
    this.mirror(made.weights);
  }

  static className = 'RemoteLayer';

  override getClassName(): string {
    // The first question comes while the layer is being created.
    return (this.made as Made | undefined)?.className ?? RemoteLayer.className;
  }

  override apply(inputs: tf.Tensor, kwargs?: { training?: boolean }): tf.Tensor {
    const { handle } = this.made;
    const training = kwargs?.training === true;
    if (!this.built) this.buildRemotely(inputs.shape, false);
    const applied = this.remote.ask({ op: 'apply', handle, x: valueOf(inputs), training });
    const { y, changed, left } = applied as unknown as Applied;
    for (const { index, to } of changed) this.write(index, to);
    for (let i = 0; i < Math.min(left, 100); i++) tf.keep(tf.scalar(0));
    // The judge refuses what is not a tensor.
    if (!isTensorValue(y)) return received(y) as tf.Tensor;
    // A weight without elements has no gradient.
    const weights = this.trainableWeights
      .map((weight) => weight.read())
      .filter(({ size }) => size > 0);
    return tf.customGrad(() => ({
      value: tensorFrom(y),
      gradFunc: (dy: tf.Tensor) => this.gradients(inputs, weights, dy, training),
    }))(inputs, ...weights);
  }

  takeChanges(): Extract<Request, { op: 'write' }>['weights'] {
    return this.weights.flatMap((weight, index) => {
      const tensor = weight.read();
      if (tensor.dataId === this.known[index]) return [];
      this.known[index] = tensor.dataId;
      return [{ handle: this.made.handle, index, to: valueOf(tensor) }];
    });
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    this.buildRemotely(shape as number[], true);
  }

  /** The layer's own method, or what the check has put in its place. */
  get buildFilter(): () => unknown {
    return () => received(this.remote.ask({ op: 'filter', handle: this.made.handle }));
  }

  set buildFilter(given: () => unknown) {
    const filter = valueOf(given() as tf.Tensor);
    this.remote.ask({ op: 'giveFilter', handle: this.made.handle, filter });
  }

  private buildRemotely(shape: number[], alone: boolean): void {
    const built = this.remote.ask({ op: 'build', handle: this.made.handle, shape, alone });
    this.mirror(built as unknown as WeightValue[]);
    this.built = true;
  }

  /** Creates local weights with the values of the remote ones. */
  private mirror(weights: WeightValue[]): void {
    if (weights.length > 0) this.built = true;
    weights.forEach(({ value, trainable }, index) => {
      const weight = this.addWeight(
        `weight${index}`,
        value.tensor.shape,
        'float32',
        tf.initializers.zeros(),
        undefined,
        trainable,
      );
      tf.tidy(() => void weight.write(tensorFrom(value)));
      this.known[index] = weight.read().dataId;
    });
  }

  private write(index: number, to: Applied['changed'][number]['to']): void {
    const weight = this.weights[index]!;
    tf.tidy(() => void weight.write(tensorFrom(to)));
    this.known[index] = weight.read().dataId;
  }

  private gradients(
    x: tf.Tensor,
    weights: tf.Tensor[],
    dy: tf.Tensor,
    training: boolean,
  ): tf.Tensor[] {
    const { handle } = this.made;
    const asked = { op: 'gradient', handle, x: valueOf(x), dy: valueOf(dy), training } as const;
    const gradients = this.remote.ask(asked) as unknown as Gradients;
    const or = (value: Gradients['x'], like: tf.Tensor): tf.Tensor =>
      value ? tensorFrom(value).reshape(like.shape) : tf.zerosLike(like);
    return [
      or(gradients.x, x),
      ...weights.map((weight, index) => or(gradients.weights[index], weight)),
    ];
  }
}

/** A network in another process. */
export class RemoteModel extends RemoteLayer {
  readonly layers: RemoteLayer[];

  constructor(remote: Remote, made: Made) {
    super(remote, made);
    this.built = true;
    this.layers = made.layers.map((layer) => new RemoteLayer(remote, layer));
  }

  predict(x: tf.Tensor): tf.Tensor {
    return this.apply(x);
  }

  /** Its layers' weights, in the order of `LayersModel.weights`: trainable ones first. */
  override get weights(): tf.LayerVariable[] {
    const layers = (this as { layers?: RemoteLayer[] }).layers ?? [];
    return [
      ...layers.flatMap((layer) => layer.trainableWeights),
      ...layers.flatMap((layer) => layer.nonTrainableWeights),
    ];
  }

  /** The layers send their own changes. */
  override takeChanges(): [] {
    return [];
  }

  /** Trains the network in its own process, and takes over what it has learned. */
  train(request: Omit<Extract<Request, { op: 'train' }>, 'op' | 'handle'>): void {
    const { handle } = this.made;
    const values = this.remote.ask({ op: 'train', handle, ...request });
    if (!Array.isArray(values) || values.length !== this.weights.length) {
      throw new Error('After the training the network has other weights than before.');
    }
    for (const [index, value] of values.entries()) {
      if (!isTensorValue(value)) throw new Error('After the training a weight is no tensor.');
      tf.tidy(() => void this.weights[index]!.write(tensorFrom(value)));
    }
  }

  /** Its weights are variables of the layers, and are disposed of with them. */
  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    return { refCountAfterDispose: 0, numDisposedVariables: 0 };
  }
}
