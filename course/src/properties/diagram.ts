import type * as tf from '@tensorflow/tfjs';
import { commutingDiagram, type Figure } from 'equivariant';

/** The four corners of a commuting diagram, pictures or fields, and a place in the output. */
export interface Corners {
  input: tf.Tensor;
  movedInput: tf.Tensor;
  outputOfMoved: tf.Tensor;
  movedOutput: tf.Tensor;
  /** In words. */
  groupElement: string;
  /** An index into each axis of the output: which picture of the batch, group element and channel is drawn. */
  at: readonly number[];
}

/** The two ways through the diagram for one picture of the batch, one group element and one channel. */
export function diagram({ at, groupElement, ...corners }: Corners): Figure {
  const batch = at[0]!;
  const ofInput = corners.input.shape.slice(3).map(() => 0);
  const ofOutput = at.slice(3);
  return commutingDiagram({
    input: picture(corners.input, batch, ofInput),
    movedInput: picture(corners.movedInput, batch, ofInput),
    outputOfMoved: picture(corners.outputOfMoved, batch, ofOutput),
    movedOutput: picture(corners.movedOutput, batch, ofOutput),
    groupElement,
    title: title(groupElement, ofOutput),
  });
}

/** The pixels of one picture of a batch at an index into its further axes. */
function picture(
  x: tf.Tensor,
  batch: number,
  rest: number[],
): Parameters<typeof commutingDiagram>[0]['input'] {
  const size = x.shape[1]!;
  const pixels = x.slice([batch, 0, 0, ...rest], [1, size, x.shape[2]!, ...rest.map(() => 1)]);
  return { values: pixels.dataSync(), size };
}

function title(groupElement: string, ofOutput: number[]): string {
  const [h, channel] = ofOutput.length === 2 ? ofOutput : [undefined, ofOutput[0]];
  const where = h === undefined ? '' : `h = ${h}, `;
  return `Both ways: ${groupElement} (${where}channel ${channel!})`;
}
