import * as tf from '@tensorflow/tfjs';

/** What a layer computes, from its input and its weights. */
export type Work = (x: tf.Tensor, weights: tf.Tensor[]) => tf.Tensor;

/** A layer of a student's own: a function, with weights or without. */
export class OwnLayer extends tf.layers.Layer {
  private numbers: tf.LayerVariable[] = [];

  /**
   * @param shapes of its weights, for an input of this shape
   * @param className what it calls itself
   */
  constructor(
    private readonly work: Work,
    private readonly shapes: (inputShape: number[]) => number[][] = () => [],
    args: { inputShape?: tf.Shape } = {},
    private readonly className = 'Own',
  ) {
    super(args);
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const normal = tf.initializers.randomNormal({ seed: 3 });
    this.numbers = this.shapes(shape as number[]).map((each, i) =>
      this.addWeight(`weight${i}`, each, 'float32', normal),
    );
    super.build(shape);
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return shapeOf(this, shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return this.work(
      x,
      this.numbers.map((weight) => weight.read()),
    );
  }

  override getClassName(): string {
    // The first question comes while the layer is being created.
    return this.className ?? 'Own';
  }
}

/** A class of layers that knows the shape of its output, as a network needs it. */
export function shaped<Args extends unknown[]>(
  Class: new (...args: Args) => tf.layers.Layer,
): new (...args: Args) => tf.layers.Layer {
  // A mixin's constructor takes what its base takes.
  const Base = Class as unknown as new (...args: never[]) => tf.layers.Layer;
  return class extends Base {
    override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
      return shapeOf(this, shape);
    }
    override getClassName(): string {
      return 'Own';
    }
  } as unknown as new (...args: Args) => tf.layers.Layer;
}

/** The shape of what a layer makes of zeros. */
function shapeOf(layer: tf.layers.Layer, shape: tf.Shape | tf.Shape[]): tf.Shape {
  const [batch, ...rest] = shape as number[];
  return tf.tidy(() => {
    const y = layer.call(tf.zeros([1, ...rest]), {}) as tf.Tensor;
    return [batch!, ...y.shape.slice(1)];
  });
}
