import type * as tf from '@tensorflow/tfjs';
import { gatherRows, inverseRows } from '../backend/gatherRows';
import type { GridGroup } from '../groups/GridGroup';

/**
 * The filter bank of a layer over a group: the transformed copies of one learned filter ψ,
 * `ψ_g(p, h) = ψ(g⁻¹ p, g⁻¹ h)` for every element g (Cohen & Welling 2016, equations 10 and 11).
 *
 * Kernel and bank are seen as rows of output channels: the kernel has a row for every pixel p,
 * group element h and input channel; the bank has one for every (p, h, input channel, g). Each row
 * of the bank is a row of the kernel, so the expansion is a single gather.
 */
export class FilterBank {
  private readonly rows: Int32Array;
  private readonly uses: Int32Array;

  /**
   * @param size height and width of the filter
   * @param channels input channels
   * @param onGroup whether the filter has a group axis (a group convolution) or not (a lifting
   * convolution)
   */
  constructor(
    private readonly group: GridGroup,
    private readonly size: number,
    channels: number,
    onGroup: boolean,
  ) {
    this.rows = bankRows(group, size, channels, onGroup);
    this.uses = inverseRows(this.rows);
  }

  /**
   * Expands a kernel `[size, size, (|G|,) inputs, outputs]` to the bank
   * `[size, size, (|G|·)inputs, |G|·outputs]`.
   */
  expand(kernel: tf.Tensor): tf.Tensor4D {
    const outputs = kernel.shape[kernel.rank - 1]!;
    const bank = gatherRows(kernel.reshape([-1, outputs]), this.rows, this.uses);
    return bank.reshape([this.size, this.size, -1, this.group.order * outputs]);
  }
}

function bankRows(group: GridGroup, size: number, channels: number, onGroup: boolean): Int32Array {
  const inputElements = onGroup ? group.elements : [0];
  const sources = group.elements.map((g) => group.sourcePixels(g, size));
  const rows: number[] = [];
  for (let p = 0; p < size * size; p++) {
    for (const h of inputElements) {
      for (let channel = 0; channel < channels; channel++) {
        for (const g of group.elements) {
          const pixel = sources[g]![p]!;
          const element = onGroup ? group.product(group.inverse(g), h) : 0;
          rows.push((pixel * inputElements.length + element) * channels + channel);
        }
      }
    }
  }
  return Int32Array.from(rows);
}
