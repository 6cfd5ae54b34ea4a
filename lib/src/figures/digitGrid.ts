import type { Figure } from './Figure';
import { textColour } from './palette';
import { count, escapeMarkup } from './text';
import { figureWidth, themedLayout } from './theme';

/** Settings of {@link digitGrid}; all may be left out. */
export interface DigitGridOptions {
  /** Images in a row; default: at most 10. */
  columns?: number;
  /** Text above the figure. */
  title?: string;
}

/**
 * Small grey-scale images side by side, row after row.
 *
 * All images lie in one heat map with gaps between them: far faster to draw than an axis pair for each.
 *
 * @param images each with `size * size` brightness values (0 black, 1 white), rows from the top
 * @param size pixels along one side
 * @param labels text under each image, such as its class or its angle
 * @throws RangeError when an image has another number of pixels, or labels and images differ in number
 *
 * @example digitGrid([digit, turned], 33, ['0°', '90°'])
 */
export function digitGrid(
  images: readonly ArrayLike<number>[],
  size: number,
  labels?: readonly string[],
  options: DigitGridOptions = {},
): Figure {
  check(images, size, labels);
  const columns = Math.max(1, Math.min(options.columns ?? 10, images.length));
  const rows = Math.ceil(images.length / columns);
  const across = size + Math.max(2, Math.round(size / 8));
  const title = options.title ?? '';
  const margin = { l: 16, r: 16, t: title ? 48 : 12, b: 12 };
  const scale = Math.min((figureWidth - margin.l - margin.r) / (columns * across), 160 / size);
  const down = size + (labels ? Math.ceil(26 / scale) : across - size);
  const brightness = Array.from({ length: rows * down }, () =>
    new Array<number | null>(columns * across).fill(null),
  );
  images.forEach((image, i) => {
    const top = Math.floor(i / columns) * down;
    const left = (i % columns) * across;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        // Two decimals are finer than a screen shows and keep the notebook's file small.
        const row = brightness[top + y] ?? [];
        row[left + x] = Math.round(100 * (image[y * size + x] ?? 0)) / 100;
      }
    }
  });

  const height = Math.round(rows * down * scale + margin.t + margin.b);
  const hidden = { visible: false };
  return {
    data: [
      {
        type: 'heatmap',
        z: brightness,
        zmin: 0,
        zmax: 1,
        colorscale: [
          [0, '#000000'],
          [1, '#ffffff'],
        ],
        showscale: false,
        hoverongaps: false,
        hovertemplate: 'brightness %{z:.2f}<extra></extra>',
      },
    ],
    layout: themedLayout(title, height, {
      margin,
      xaxis: { ...hidden, range: [-0.5, columns * across - 0.5], constrain: 'domain' },
      yaxis: { ...hidden, range: [rows * down - 0.5, -0.5], scaleanchor: 'x', constrain: 'domain' },
      annotations: (labels ?? []).map((label, i) => ({
        text: escapeMarkup(label),
        x: (i % columns) * across + (size - 1) / 2,
        y: Math.floor(i / columns) * down + size - 0.5,
        yanchor: 'top',
        showarrow: false,
        font: { color: textColour, size: 13 },
      })),
    }),
    alt: describe(images.length, size, labels),
  };
}

function describe(n: number, size: number, labels: readonly string[] | undefined): string {
  const what = `${count(n, 'grey-scale image')} of ${size} by ${size} pixels`;
  return labels ? `${what}, labelled ${labels.join(', ')}.` : `${what}.`;
}

function check(
  images: readonly ArrayLike<number>[],
  size: number,
  labels: readonly string[] | undefined,
): void {
  if (images.length === 0)
    throw new RangeError('digitGrid: expected at least one image, got none.');
  images.forEach((image, i) => {
    if (image.length !== size * size) {
      throw new RangeError(
        `digitGrid: expected ${size} × ${size} = ${size * size} values an image, but image ${i} has ${image.length}. Pass the images' real size, one channel each.`,
      );
    }
  });
  if (labels && labels.length !== images.length) {
    throw new RangeError(
      `digitGrid: expected one label an image, got ${labels.length} labels for ${images.length} images.`,
    );
  }
}
