/** What cells are made of; it is compiled, and never run. */
export const sample = `
import { C4, type Group } from 'equivariant';
interface Options { size: number; name?: string }
type Pair<T> = readonly [T, T];
enum Side { Left, Right }
abstract class Base<T extends object = {}> {
  static count = 0;
  protected readonly items: Map<string, number> = new Map();
  constructor(readonly group: Group, private options: Options = { size: 3 }) { Base.count++; }
  abstract apply(x: tf.Tensor4D): tf.Tensor4D;
  get size(): number { return this.options.size; }
}
class Layer extends Base<Options> {
  override apply(x: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => {
      const { size: n, ...rest } = { size: this.size, other: [1, 2] };
      let sum = 0;
      for (let i = 0; i < n; i++) {
        if (i % 2 === 0 && !this.group) continue;
        for (const [key, value] of this.items) sum += value * (rest.other[i] ?? 0) + key.length;
      }
      while (sum > 100) sum -= 10;
      try { return x.add(sum).reshape([-1, n]) as tf.Tensor4D; }
      catch (error) { throw new Error('It failed: ' + (error as Error).message); }
    });
  }
}
const values: number[] = Array.from({ length: 4 }, (_, i) => i ** 2).filter((v) => v > 1);
let [first, second = 2]: Pair<number> = [values[0]!, values[1]!];
async function train(steps: number): Promise<number> {
  for (let step = 0; step < steps; step++) first = await Promise.resolve(first / (step + 1));
  return first;
}
switch (Side.Left as Side) { case Side.Left: console.log(await train(2)); break; default: }
display(typeof first === 'number' ? { 'text/plain': String(first) } : undefined);
`;
