/** Networks that both sides have. */
export const networks = ['C4CNN', 'IsotropicCNN', 'C4CNNWithBatchNorm', 'D4CNN'] as const;
/** Networks of three group convolutions that take pictures of any size. */
export const towers = ['TowerC1', 'TowerC4', 'TowerD4'] as const;
export type NetworkName = (typeof networks)[number] | (typeof towers)[number];

/** Libraries of equivariant networks for PyTorch. */
export const libraries = ['e2cnn', 'escnn'] as const;
export type Library = (typeof libraries)[number];

/** The digits for both sides: each file holds 33 x 33 bytes a picture, then the labels. */
export interface DigitFiles {
  train: string;
  trainCount: number;
  test: string;
  testCount: number;
}

/** Numbers in the machine's byte order, in base64. */
export interface TensorText {
  shape: number[];
  data: string;
}

/** A request to a side; each is a line of JSON. */
export type Request =
  | { op: 'machine'; threads: number }
  | { op: 'matmul'; size: number; repetitions: number }
  | {
      op: 'make';
      /** Its name in later requests. */
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
  /** The peer alone: training steps with the network built in another library; batches of 64. */
  | { op: 'library'; library: Library; model: NetworkName; repetitions: number }
  /** The first step of a new network. */
  | { op: 'first'; model: NetworkName }
  /** All batches of an epoch, in a new order. */
  | ({ op: 'load'; repetitions: number } & DigitFiles)
  /** With one cycle up to the peak rate or, without a peak, with the reference's recipe. */
  | ({ op: 'train'; model: NetworkName; epochs: number; peak?: number } & DigitFiles)
  /** This project alone: trains its best model with its own recipe, and evaluates it. */
  | ({ op: 'best'; epochs: number } & DigitFiles)
  /** This project alone: evaluates a new network on the test digits. */
  | ({ op: 'evaluate'; model: NetworkName } & DigitFiles);

/** A side's answer. */
export interface Answer {
  /** Milliseconds of each repetition. */
  times?: number[];
  /** For the first pictures, before any training. */
  logits?: number[];
  version?: string;
  /** The time that training took. */
  seconds?: number;
  /** On the test digits, 0 to 1. */
  accuracy?: number;
}
