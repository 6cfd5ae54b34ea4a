import type { TensorValue, Value } from './values';

/** What a judge can ask of an answer in another process. */
export type Request =
  /** Calls the answer, or one of its functions. */
  | { op: 'call'; name: string; args: Value[] }
  /** Creates an instance of the answer, a class. */
  | { op: 'make'; args: Value[] }
  /** Makes a layer create its weights for inputs of this shape, by a call or without one. */
  | { op: 'build'; handle: number; shape: number[]; alone: boolean }
  /** Has a layer compute its filter. */
  | { op: 'filter'; handle: number }
  /** Gives a layer a filter, in place of what its own method computes. */
  | { op: 'giveFilter'; handle: number; filter: { tensor: TensorValue } }
  /** Replaces weights. */
  | { op: 'write'; weights: { handle: number; index: number; to: { tensor: TensorValue } }[] }
  | { op: 'apply'; handle: number; x: { tensor: TensorValue }; training: boolean }
  /**
   * The gradient of the output, weighted by `dy`, with respect to the input and to each trainable
   * weight that has elements.
   */
  | {
      op: 'gradient';
      handle: number;
      x: { tensor: TensorValue };
      dy: { tensor: TensorValue };
      training: boolean;
    }
  /** Trains a network by the course's recipe; the reply is its weights. */
  | {
      op: 'train';
      handle: number;
      /** `[count, height, width]`, 0..255 */
      images: { tensor: TensorValue };
      /** `[count]` */
      labels: { tensor: TensorValue };
      epochs: number;
      peakRate: number;
      seed: number;
    }
  | { op: 'end' };

/** A weight of a layer. */
export interface WeightValue {
  value: { tensor: TensorValue };
  trainable: boolean;
}

/** A layer or network that was created. */
export interface Made {
  handle: number;
  className: string;
  weights: WeightValue[];
  /** Of a network: its layers, nested ones unfolded. */
  layers: Made[];
}

/** The reply to `apply`. */
export interface Applied {
  y: Value;
  /** Weights that the call changed, such as running averages. */
  changed: { index: number; to: { tensor: TensorValue } }[];
  /** How many tensors the call left behind. */
  left: number;
}

/** The reply to `gradient`; undefined where nothing connects input and output. */
export interface Gradients {
  x: { tensor: TensorValue } | undefined;
  weights: ({ tensor: TensorValue } | undefined)[];
}

/** The reply: a value, or the error that the answer's code threw, with the stack that it claims. */
export type Reply = { value: Value } | { error: { message: string; stack: string } };
