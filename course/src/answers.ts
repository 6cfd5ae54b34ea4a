import type * as tf from '@tensorflow/tfjs';

/** A group of the numbers 0 .. 3, by its law: exercise 1.2. */
export interface CyclicLaw {
  /** The number of quarter turns that come of b quarter turns and then a. */
  product(a: number, b: number): number;
  inverse(a: number): number;
}

/** An element of D4: reflect if f is 1, *then* make r quarter turns. */
export type DihedralElement = readonly [f: number, r: number];

/** The group D4, by its law: exercise 1.3. */
export interface DihedralLaw {
  /** First b, then a. */
  product(a: DihedralElement, b: DihedralElement): DihedralElement;
  inverse(a: DihedralElement): DihedralElement;
}

/** Exercise 2.2: turns fields `[batch, size, size, 4, channels]` by r quarter turns. */
export type FieldRotation = (field: tf.Tensor5D, r: number) => tf.Tensor5D;

/** A class of layers that filter pictures with isotropic filters: exercise 2.1. */
export type IsotropicClass = new (args: { filters: number; useBias?: boolean }) => tf.layers.Layer;

/** A class of convolutions to the group or on it: exercises 2.3, 2.4 and 4. */
export type GroupLayerClass = new (args: {
  filters: number;
  kernelSize: number;
  padding?: number;
  useBias?: boolean;
}) => tf.layers.Layer;

/** A class whose instances are layers without settings. */
export type LayerClass = new () => tf.layers.Layer;

/** A class whose instances are networks. */
export type ModelClass = new () => tf.LayersModel;

/** What a student hands to the check of each part of an exercise. */
export interface Answers {
  '1.2': CyclicLaw;
  '1.3': DihedralLaw;
  '2.1': IsotropicClass;
  '2.2': FieldRotation;
  '2.3': GroupLayerClass;
  '2.4': GroupLayerClass;
  '3.2': ModelClass;
  '3.3': ModelClass;
  /** The normalization. */
  '3.5a': LayerClass;
  /** The network with it. */
  '3.5b': ModelClass;
  /** The lifting convolution. */
  '4a': GroupLayerClass;
  /** The group convolution. */
  '4b': GroupLayerClass;
  /** The network. */
  '4c': ModelClass;
}

/** A part of an exercise that is checked by itself, such as '2.3' or '3.5a'. */
export type Part = keyof Answers;

/** The parts whose answer is a network. */
export type ModelPart = '3.2' | '3.3' | '3.5b' | '4c';

/** The exercise that a part belongs to. */
export function exerciseOf<P extends Part>(
  part: P,
): P extends `${infer N}${'a' | 'b' | 'c'}` ? N : P {
  return part.replace(/[abc]$/, '') as ReturnType<typeof exerciseOf<P>>;
}
