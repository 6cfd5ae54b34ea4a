// Loops of training that TensorFlow.js's WebAssembly module lacks or computes slowly, in
// AssemblyScript. They work in that module's memory; a tensor is the address of its first number.

/**
 * For each number of dy other than zero: adds its multiple of the input's window to the filter's
 * gradient, or of the filter to the input's gradient. Filters are `[outputs, rows, cols, inputs]`.
 *
 * @param to the filter's gradient, `from` then being the input; else the input's, of a filter
 */
export function addProducts(
  to: usize,
  from: usize,
  isOfFilter: bool,
  dy: usize,
  batch: i32,
  height: i32,
  width: i32,
  tall: i32,
  wide: i32,
  rows: i32,
  cols: i32,
  inputs: i32,
  outputs: i32,
  top: i32,
  left: i32,
): void {
  const inputSize = batch * height * width * inputs;
  const filterSize = outputs * rows * cols * inputs;
  memory.fill(to, 0, (isOfFilter ? filterSize : inputSize) << 2);
  for (let output = 0; output < outputs; output++) {
    let at: usize = dy + (output << 2);
    for (let picture = 0; picture < batch; picture++) {
      for (let y = 0; y < tall; y++) {
        for (let x = 0; x < wide; x++) {
          const factor = load<f32>(at);
          at += outputs << 2;
          if (factor == 0) continue;
          const firstCol = max(0, left - x);
          const length = (min(cols, width + left - x) - firstCol) * inputs;
          const firstRow = max(0, top - y);
          const lastRow = min(rows, height + top - y);
          for (let row = firstRow; row < lastRow; row++) {
            const inFilter = ((output * rows + row) * cols + firstCol) * inputs;
            const inInput =
              ((picture * height + y + row - top) * width + x + firstCol - left) * inputs;
            const a = to + ((isOfFilter ? inFilter : inInput) << 2);
            const b = from + ((isOfFilter ? inInput : inFilter) << 2);
            addMultiple(a, b, factor, length);
          }
        }
      }
    }
  }
}

function addMultiple(to: usize, from: usize, factor: f32, length: i32): void {
  const end = to + (length << 2);
  const factors = f32x4.splat(factor);
  for (; to + 32 <= end; to += 32, from += 32) {
    const first = f32x4.add(v128.load(to), f32x4.mul(factors, v128.load(from)));
    const second = f32x4.add(v128.load(to, 16), f32x4.mul(factors, v128.load(from, 16)));
    v128.store(to, first);
    v128.store(to, second, 16);
  }
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + factor * load<f32>(from));
}

/** How many numbers are not zero. */
export function countNonzero(from: usize, length: i32): i32 {
  let count = 0;
  const end = from + (length << 2);
  for (; from < end; from += 4) if (load<f32>(from) != 0) count++;
  return count;
}

/** The sum of each column, in double precision, which `sums` has room for. */
export function columnSums(to: usize, sums: usize, from: usize, rows: i32, width: i32): void {
  memory.fill(sums, 0, width << 3);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++, from += 4) {
      const sum = sums + (i << 3);
      store<f64>(sum, load<f64>(sum) + load<f32>(from));
    }
  }
  for (let i = 0; i < width; i++) store<f32>(to + (i << 2), <f32>load<f64>(sums + (i << 3)));
}

/** The gradient of max pooling; what comes to a maximum goes to the first pixel that has it. */
export function maxPoolGradient(
  to: usize,
  dy: usize,
  x: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  tall: i32,
  wide: i32,
  rows: i32,
  cols: i32,
  strideRows: i32,
  strideCols: i32,
  top: i32,
  left: i32,
): void {
  memory.fill(to, 0, (batch * height * width * channels) << 2);
  let at = 0;
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < tall; row++) {
      const firstRow = max(0, row * strideRows - top);
      const lastRow = min(height, row * strideRows - top + rows);
      for (let col = 0; col < wide; col++) {
        const firstCol = max(0, col * strideCols - left);
        const lastCol = min(width, col * strideCols - left + cols);
        for (let channel = 0; channel < channels; channel++, at += 4) {
          const share = load<f32>(dy + at);
          if (share == 0) continue;
          const best = load<f32>(y + at);
          let isFound = false;
          for (let a = firstRow; a < lastRow && !isFound; a++) {
            let place = (((picture * height + a) * width + firstCol) * channels + channel) << 2;
            for (let b = firstCol; b < lastCol; b++, place += channels << 2) {
              if (load<f32>(x + place) != best) continue;
              store<f32>(to + place, load<f32>(to + place) + share);
              isFound = true;
              break;
            }
          }
        }
      }
    }
  }
}

/**
 * Unfolds pictures, `[inputs, batch, tall, wide]`: for each pixel of the filter and input, in rows,
 * what that pixel sees as the filter moves.
 */
export function unfold(
  to: usize,
  from: usize,
  planes: i32,
  tall: i32,
  wide: i32,
  rows: i32,
  cols: i32,
): void {
  const height = tall - rows + 1;
  const bytes = (wide - cols + 1) << 2;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      for (let plane = 0; plane < planes; plane++) {
        let line = from + (((plane * tall + row) * wide + col) << 2);
        for (let y = 0; y < height; y++, line += wide << 2) {
          let i = 0;
          for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(line + i));
          for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(line + i));
          to += bytes;
        }
      }
    }
  }
}
