/** The values of a heat map, row by row, from Plotly's compact form of them. */
export function pixelsOf(z: unknown): number[][] {
  const { dtype, bdata, shape } = z as { dtype: string; bdata: string; shape: string };
  if (dtype !== 'f4') throw new Error(`Expected 32-bit numbers, got ${dtype}.`);
  const { buffer } = Uint8Array.from(Buffer.from(bdata, 'base64'));
  const values = [...new Float32Array(buffer)];
  const [rows = 0, columns = 0] = shape.split(', ').map(Number);
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}
