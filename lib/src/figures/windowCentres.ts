/**
 * Where the windows of a pooling have their centres along one axis, in pixels from the first; padded as TensorFlow's
 * 'same' does.
 *
 * @param size pixels along the axis
 *
 * @example windowCentres(7, 3, 2) // [0, 2, 4, 6]
 */
export function windowCentres(size: number, kernelSize: number, stride: number): number[] {
  const windows = Math.ceil(size / stride);
  const padding = Math.max(0, (windows - 1) * stride + kernelSize - size);
  const first = (kernelSize - 1) / 2 - Math.floor(padding / 2);
  return Array.from({ length: windows }, (_, i) => first + i * stride);
}
