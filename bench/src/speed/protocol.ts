/** Networks that both sides have. */
export const networks = ['C4CNN', 'IsotropicCNN', 'C4CNNWithBatchNorm', 'D4CNN'] as const;
/** Three convolutions over a group that take pictures of any size. */
export const towers = ['TowerC1', 'TowerC4', 'TowerD4'] as const;
export type NetworkName = (typeof networks)[number] | (typeof towers)[number];

/** Libraries of equivariant networks for PyTorch. */
export const libraries = ['e2cnn', 'escnn'] as const;
export type Library = (typeof libraries)[number];

/** Where digits are for both sides: files of pictures, 33 x 33 bytes each, and then their classes. */
export interface DigitFiles {
  train: string;
  trainCount: number;
  test: string;
  testCount: number;
}

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
      /** What it is called later. */
      key: string;
      model: NetworkName;
      batch: number;
      weights: TensorText[];
      /** Height and width of the pictures, and their bytes in base64. */
      size: number;
      pictures: string;
      labels: number[];
    }
  | { op: 'step' | 'forward'; key: string; repetitions: number }
  | { op: 'forget'; key: string }
  /** Steps of the peer's, with what another library makes of the network; batches of 64. */
  | { op: 'library'; library: Library; model: NetworkName; repetitions: number }
  /** The first step of a new network. */
  | { op: 'first'; model: NetworkName }
  /** All batches of an epoch, in a new order. */
  | ({ op: 'load'; repetitions: number } & DigitFiles)
  /** Up to the peak rate and down again, or, without one, with the reference's own recipe. */
  | ({ op: 'train'; model: NetworkName; epochs: number; peak?: number } & DigitFiles)
  /** Of this project alone: its best model with its own recipe, and what it makes of the test digits. */
  | ({ op: 'best'; epochs: number } & DigitFiles)
  /** Of this project alone: what a new network makes of the test digits. */
  | ({ op: 'evaluate'; model: NetworkName } & DigitFiles);

/** What it answers. */
export interface Answer {
  /** Milliseconds of each repetition. */
  times?: number[];
  /** Of the first pictures, before any training. */
  logits?: number[];
  version?: string;
  /** Of a training. */
  seconds?: number;
  /** On the test digits, 0..1. */
  accuracy?: number;
}
