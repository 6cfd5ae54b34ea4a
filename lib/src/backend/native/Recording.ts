import * as tf from '@tensorflow/tfjs';

/** A function from tensors to tensors; it may also read and write variables. */
export type Computation = (inputs: readonly tf.Tensor[]) => tf.Tensor[];

/** A computation that is prepared for running many times. */
export interface Repeated {
  /** Computes the results for these inputs. */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[];
  /** Frees what was kept for further runs. */
  dispose(): void;
}

/** An array of numbers, as it is uploaded. */
export type Values = Float32Array | Int32Array | Uint8Array;

/**
 * Where a tensor comes from: a given tensor by index, a constant by index, or an operation's output
 * by both indices.
 */
export type Source =
  readonly ['given', number] | readonly ['constant', number] | readonly ['result', number, number];

/** A request to TensorFlow's library. */
export interface Operation {
  name: string;
  attributes: unknown[];
  inputs: Source[];
  /** The shapes of its results. */
  shapes: number[][];
}

/** A tensor that was uploaded. */
export interface Constant {
  shape: number[];
  type: number;
  values: Values;
}

/** The operations of one run. */
export interface Recording {
  operations: Operation[];
  constants: Constant[];
  results: Source[];
  /** What the variables hold at the end. */
  state: Source[];
}

/**
 * The same computation without needless reshapes: a reshape of a reshaped tensor, or one to the
 * shape that the tensor already has. A third of a training step's operations are of that kind.
 */
export function simplified({ operations, constants, results, state }: Recording): Recording {
  const shorter: Operation[] = [];
  /** For each result of the original operations, where it comes from now. */
  const sources = operations.map((): Source[] => []);
  const now = (source: Source): Source =>
    source[0] === 'result' ? sources[source[1]]![source[2]]! : source;
  operations.forEach((operation, index) => {
    const inputs = operation.inputs.map(now);
    const [shape] = operation.shapes;
    if (operation.name === 'Reshape') {
      const origin = unshaped(inputs[0]!, shorter);
      inputs[0] = origin;
      if (origin[0] === 'result' && tf.util.arraysEqual(shapeOf(origin, shorter), shape!)) {
        sources[index] = [origin];
        return;
      }
    }
    sources[index] = operation.shapes.map((_, output) => ['result', shorter.length, output]);
    shorter.push({ ...operation, inputs });
  });
  const kept = { constants, results: results.map(now), state: state.map(now) };
  return withoutUnused({ operations: shorter, ...kept });
}

/** The tensor before it was reshaped, if it was. */
function unshaped(source: Source, operations: readonly Operation[]): Source {
  if (source[0] !== 'result') return source;
  const { name, inputs } = operations[source[1]]!;
  return name === 'Reshape' ? inputs[0]! : source;
}

function shapeOf(source: readonly ['result', number, number], operations: Operation[]): number[] {
  return operations[source[1]]!.shapes[source[2]]!;
}

/** Drops operations whose results are not used. Operations without results run for their effect. */
function withoutUnused({ operations, constants, results, state }: Recording): Recording {
  const isUsed = operations.map(({ shapes }) => shapes.length === 0);
  const use = (source: Source): void => {
    if (source[0] === 'result') isUsed[source[1]] = true;
  };
  [...results, ...state].forEach(use);
  for (let index = operations.length - 1; index >= 0; index--) {
    if (isUsed[index]) operations[index]!.inputs.forEach(use);
  }
  let count = 0;
  const places = isUsed.map((used) => (used ? count++ : -1));
  const now = (source: Source): Source =>
    source[0] === 'result' ? ['result', places[source[1]]!, source[2]] : source;
  return {
    operations: operations
      .filter((_, index) => isUsed[index])
      .map((operation) => ({ ...operation, inputs: operation.inputs.map(now) })),
    constants,
    results: results.map(now),
    state: state.map(now),
  };
}
