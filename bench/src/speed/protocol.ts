/** Networks that both sides have. */
export const networks = ['C4CNN', 'IsotropicCNN', 'C4CNNWithBatchNorm', 'D4CNN'] as const;
export type NetworkName = (typeof networks)[number];

/** Numbers in the machine's own order, in base64. */
export interface TensorText {
  shape: number[];
  data: string;
}

/** What a side is told, a line of JSON each. */
export type Request =
  | { op: 'machine'; threads: number }
  | { op: 'matmul'; size: number; repetitions: number }
  | {
      op: 'make';
      model: NetworkName;
      batch: number;
      weights: TensorText[];
      /** Bytes of pictures, 33 x 33 each, in base64, and their classes. */
      pictures: string;
      labels: number[];
    }
  | { op: 'step' | 'forward'; model: NetworkName; batch: number; repetitions: number }
  | { op: 'forget'; model: NetworkName; batch: number };

/** What it answers. */
export interface Answer {
  /** Milliseconds of each repetition. */
  times?: number[];
  /** Of the first pictures, before any training. */
  logits?: number[];
  version?: string;
}
