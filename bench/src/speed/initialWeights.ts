import { architectureOf } from './architecture';
import type { NetworkName, TensorText } from './protocol';

/** The shapes of a network's weights, layer by layer, in the form of this project's layers. */
function shapesOf(network: NetworkName): number[][] {
  const { isIsotropic, channels, order } = architectureOf(network);
  const shapes = channels.flatMap((filters, i): number[][] => {
    const inputs = channels[i - 1] ?? 1;
    const kernel = isIsotropic
      ? [2, inputs, filters]
      : [3, 3, ...(i > 0 ? [order] : []), inputs, filters];
    const statistics = network === 'C4CNNWithBatchNorm' ? [1, 2, 3, 4].map(() => [filters]) : [];
    return [kernel, [filters], ...statistics];
  });
  return [...shapes, [channels.at(-1)!, 10], [10]];
}

/** Initial weights of the usual size, the same for both sides. */
export function initialWeights(network: NetworkName): TensorText[] {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return shapesOf(network).map((shape) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const fanIn = size / shape.at(-1)!;
    // Vectors are biases, scales, shifts, means and variances: values near 1 suit all of them.
    const value = (): number =>
      shape.length === 1 ? 0.5 + random() : (2 * random() - 1) / Math.sqrt(fanIn);
    const numbers = Float32Array.from({ length: size }, value);
    return { shape, data: Buffer.from(numbers.buffer).toString('base64') };
  });
}
