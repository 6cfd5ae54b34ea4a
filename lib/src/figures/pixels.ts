import type { Picture } from './Picture';

/** Numbers in Plotly's compact form: 32 bits each, little-endian, as base64 text. */
export interface PackedPixels {
  dtype: 'f4';
  bdata: string;
  /** Rows and columns. */
  shape: string;
}

/**
 * A picture's values for a heat map, row by row.
 *
 * Rounded to a thousandth or less of the largest, which is finer than a screen shows and keeps a
 * notebook's file small.
 *
 * @param largest the largest absolute value among the pictures that share a scale
 */
export function pixelRows({ values, size }: Picture, largest: number): number[][] {
  const decimals = Math.min(100, Math.max(0, 3 - Math.floor(Math.log10(largest || 1))));
  const all = Array.from(values, (value) => Number(value.toFixed(decimals)));
  return Array.from({ length: size }, (_, row) => all.slice(row * size, (row + 1) * size));
}

/**
 * The same for the frames of a slider. A notebook's file puts each number of a list on its own
 * line; this form takes a quarter of the space.
 *
 * Not for the frame that is drawn first: Plotly adds the unpacked numbers to the figure, and
 * JupyterLab saves them.
 */
export function packPixels({ values, size }: Picture): PackedPixels {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  Array.from(values).forEach((value, i) => view.setFloat32(4 * i, value, true));
  const text = Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte));
  return { dtype: 'f4', bdata: btoa(text.join('')), shape: `${size}, ${size}` };
}
