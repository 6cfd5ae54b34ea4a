import * as tf from '@tensorflow/tfjs';
import { platform } from '../platform';
import type { Adam } from './Adam';
import type { History } from './History';

/** Everything that a training run changes. */
export interface Run {
  model: tf.LayersModel;
  optimizer: Adam;
  history: History;
  /** Accuracy of each step, 0..1. */
  accuracies: number[];
}

interface Header {
  format: 1;
  /** What must match for a run to resume. */
  fingerprint: Record<string, number>;
  weights: { name: string; shape: number[] }[];
  adamStep: number;
  history: History;
  accuracies: number[];
  sha256: string;
}

const magic = 'EQUIVCKP';
/** The length, in bytes, of the magic and the header's length. */
const prefix = magic.length + 4;

/**
 * Saves a run. If the program is killed meanwhile, the previous file stays whole.
 *
 * The file contains 8 magic bytes, the header's length as uint32, the header as JSON, and float32
 * values: the weights one after the other, then Adam's first and second moments.
 */
export function writeCheckpoint(file: string, run: Run, fingerprint: Header['fingerprint']): void {
  const weights = run.model.weights.map((weight) => weight.read());
  const adam = run.optimizer.state();
  const arrays = [
    ...weights.map((weight) => weight.dataSync() as Float32Array),
    adam.firstMoment,
    adam.secondMoment,
  ];
  const values = joined(arrays.map(bytesOf));
  const header: Header = {
    format: 1,
    fingerprint,
    weights: describeWeights(run.model),
    adamStep: adam.step,
    history: run.history,
    accuracies: run.accuracies,
    sha256: platform.sha256(values),
  };
  platform.writeFile(file, fileOf(header, values));
}

/**
 * Restores a run to where it was saved; does nothing if there is no such file.
 *
 * @throws Error if the file is damaged or belongs to another run
 */
export function readCheckpoint(file: string, run: Run, fingerprint: Header['fingerprint']): void {
  const bytes = platform.readFile(file);
  if (!bytes) return;
  const advice = `Delete ${file} to start again, or use another name.`;
  const { header, values } = parse(bytes, `${file} is damaged. ${advice}`);
  const expected = JSON.stringify([fingerprint, describeWeights(run.model)]);
  if (JSON.stringify([header.fingerprint, header.weights]) !== expected) {
    throw new Error(
      `${file} is the checkpoint of another model, or of another run (${describe(header.fingerprint)}) than this one (${describe(fingerprint)}). ${advice}`,
    );
  }
  let offset = 0;
  const next = (size: number): Float32Array => values.slice(offset, (offset += size));
  tf.tidy(() => {
    for (const weight of run.model.weights) {
      const shape = weight.shape as number[];
      weight.write(tf.tensor(next(tf.util.sizeFromShape(shape)), shape));
    }
  });
  const moments = (values.length - offset) / 2;
  run.optimizer.restore({
    step: header.adamStep,
    firstMoment: next(moments),
    secondMoment: next(moments),
  });
  Object.assign(run.history, header.history);
  run.accuracies = header.accuracies;
}

/** A weight as it was saved. */
export interface SavedWeight {
  shape: number[];
  values: Float32Array;
}

/**
 * The weights in a checkpoint of `train`, or in what {@link weightsOnly} returned for one; in the
 * order of `model.weights`.
 *
 * @throws Error if the bytes are not a checkpoint, or are damaged
 */
export function readWeights(bytes: Uint8Array): SavedWeight[] {
  const { header, values } = parse(bytes, 'There are no saved weights in these bytes.');
  let offset = 0;
  const weights = header.weights.map(({ shape }) => ({
    shape,
    values: values.slice(offset, (offset += tf.util.sizeFromShape(shape))),
  }));
  if (offset > values.length) throw new Error('These saved weights are incomplete.');
  return weights;
}

/**
 * The same checkpoint without the optimizer's state: a third of its size, and no run can resume
 * from it.
 *
 * @throws Error if the bytes are not a checkpoint, or are damaged
 */
export function weightsOnly(bytes: Uint8Array): Uint8Array {
  const { header, values } = parse(bytes, 'There are no saved weights in these bytes.');
  const count = readWeights(bytes).reduce((sum, weight) => sum + weight.values.length, 0);
  const kept = bytesOf(values.subarray(0, count));
  return fileOf({ ...header, sha256: platform.sha256(kept) }, kept);
}

/**
 * How much of its training a checkpoint has behind it, 0..1; less than 1 if it was stopped.
 *
 * @throws Error if the bytes are not a checkpoint, or are damaged
 */
export function trainedShare(bytes: Uint8Array): number {
  const { header } = parse(bytes, 'There are no saved weights in these bytes.');
  const { epochs, batchSize, count } = header.fingerprint;
  return header.history.losses.length / (epochs! * Math.ceil(count! / batchSize!));
}

function fileOf(header: Header, values: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, text.length, true);
  return joined([new TextEncoder().encode(magic), bytesOf(length), text, values]);
}

function parse(bytes: Uint8Array, damaged: string): { header: Header; values: Float32Array } {
  try {
    const text = new TextDecoder();
    if (text.decode(bytes.subarray(0, magic.length)) !== magic) throw new Error();
    const { buffer, byteOffset } = bytes;
    const end = prefix + new DataView(buffer, byteOffset).getUint32(magic.length, true);
    const header = JSON.parse(text.decode(bytes.subarray(prefix, end))) as Header;
    const content = bytes.subarray(end);
    if (header.format !== 1 || platform.sha256(content) !== header.sha256) throw new Error();
    // Copied, because a Float32Array needs an offset that is a multiple of four.
    const values = new Float32Array(Uint8Array.from(content).buffer);
    return { header, values };
  } catch {
    throw new Error(damaged);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Only the last part of a weight's name: layers get new names in every process, and some prefix
 * their weights' names with their own.
 */
function describeWeights(model: tf.LayersModel): Header['weights'] {
  return model.weights.map((weight) => ({
    name: weight.originalName.split('/').at(-1)!,
    shape: weight.shape as number[],
  }));
}

function describe(fingerprint: Header['fingerprint']): string {
  return Object.entries(fingerprint)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
