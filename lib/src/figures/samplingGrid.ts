import type { Figure, Trace } from './Figure';
import { gridColour, seriesColours } from './palette';
import { themedLayout } from './theme';

/** Settings of {@link samplingGrid}; all are optional. */
export interface SamplingGridOptions {
  /** Side of the pooling window; default 3. */
  kernelSize?: number;
  /** Step of the pooling window; default 2. */
  stride?: number;
}

/** A point of the grid: row and column in pixels from the upper left. */
type Point = readonly [row: number, column: number];

const plot = 270;
const margin = { l: 12, r: 12, t: 92, b: 56 };

/**
 * The centres of the windows of a strided pooling, and where a quarter turn of the grid moves them.
 * With an odd number of pixels they land on centres again; with an even number they miss them, and
 * equivariance is lost. Windows are placed as in `SpatialMaxPool` with padding 'same'.
 *
 * @param sizes the sides, in pixels, of one to four grids to draw side by side, each at most 64
 * @throws RangeError if a size, the window or the stride is not a whole number in range
 *
 * @example
 * samplingGrid([7, 8])
 */
export function samplingGrid(sizes: readonly number[], options: SamplingGridOptions = {}): Figure {
  const { kernelSize = 3, stride = 2 } = options;
  check(sizes, kernelSize, stride);
  const grids = sizes.map((size) => {
    const line = windowCentres(size, kernelSize, stride);
    const centres = line.flatMap((row) => line.map((column): Point => [row, column]));
    const turned = centres.map(([row, column]): Point => [size - 1 - column, row]);
    const met = turned.filter(([row, column]) => line.includes(row) && line.includes(column));
    return { size, centres, turned, met: met.length };
  });
  return {
    data: grids.flatMap(({ size, centres, turned }, i) => [
      pixels(size, i),
      // A ring, so that a centre inside it stays visible.
      points('after a quarter turn', turned, i, {
        symbol: 'circle-open',
        size: markerSize(size, sizes.length, 0.85),
        color: seriesColours[1],
        line: { width: size > 14 ? 1 : 2 },
      }),
      points('centre of a window', centres, i, {
        symbol: 'circle',
        size: markerSize(size, sizes.length, 0.4),
        color: seriesColours[0],
      }),
    ]),
    layout: themedLayout(
      `Pooling with window ${kernelSize} and stride ${stride}`,
      plot + margin.t + margin.b,
      {
        margin,
        legend: {
          itemsizing: 'constant',
          orientation: 'h',
          x: 0.5,
          xanchor: 'center',
          y: -0.05,
          yanchor: 'top',
        },
        ...(Object.assign({}, ...sizes.map((size, i) => axes(size, i, sizes.length))) as object),
        annotations: grids.map(({ size, centres, met }, i) => ({
          text: `${size} × ${size} pixels:<br>${met} of ${centres.length} meet a centre`,
          x: (size - 1) / 2,
          y: -0.5,
          xref: axisName('x', i),
          yref: axisName('y', i),
          yanchor: 'bottom',
          showarrow: false,
          font: { size: 12 },
        })),
      },
    ),
    alt: `Centres of the windows of a pooling with window ${kernelSize} and stride ${stride} under a quarter turn: ${grids.map(({ size, centres, met }) => `with ${size} by ${size} pixels ${met} of ${centres.length} fall on a centre again`).join('; ')}.`,
  };
}

function pixels(size: number, index: number): Trace {
  return {
    type: 'heatmap',
    z: Array.from({ length: size }, () => new Array<number>(size).fill(0)),
    colorscale: [
      [0, gridColour],
      [1, gridColour],
    ],
    showscale: false,
    xgap: 1,
    ygap: 1,
    hoverinfo: 'skip',
    xaxis: axisName('x', index),
    yaxis: axisName('y', index),
  };
}

function points(name: string, at: readonly Point[], index: number, marker: object): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    legendgroup: name,
    showlegend: index === 0,
    x: at.map(([, column]) => column),
    y: at.map(([row]) => row),
    marker: { opacity: 1, ...marker },
    hovertemplate: `${name}: row %{y}, column %{x}<extra></extra>`,
    xaxis: axisName('x', index),
    yaxis: axisName('y', index),
  };
}

/** A share of a pixel of the grid, in a narrow window. */
function markerSize(size: number, grids: number, share: number): number {
  return Math.max(3, Math.min(16, Math.round((share * Math.min(plot, 400 / grids)) / size)));
}

function axes(size: number, index: number, grids: number): object {
  const width = 1 / (1.08 * grids - 0.08);
  const left = index * 1.08 * width;
  const place = index - (grids - 1) / 2;
  const hidden = { visible: false, constrain: 'domain', fixedrange: true };
  return {
    [`xaxis${index === 0 ? '' : index + 1}`]: {
      ...hidden,
      range: [-0.5, size - 0.5],
      domain: [left, Math.min(1, left + width)],
      // In a wide window the grids stay close together.
      constraintoward: place < 0 ? 'right' : place > 0 ? 'left' : 'center',
      anchor: axisName('y', index),
    },
    [`yaxis${index === 0 ? '' : index + 1}`]: {
      ...hidden,
      range: [size - 0.5, -0.5],
      scaleanchor: axisName('x', index),
      constraintoward: 'top',
      anchor: axisName('x', index),
    },
  };
}

function axisName(letter: 'x' | 'y', index: number): string {
  return index === 0 ? letter : `${letter}${index + 1}`;
}

function check(sizes: readonly number[], kernelSize: number, stride: number): void {
  const whole = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= most;
  if (sizes.length < 1 || sizes.length > 4 || !sizes.every((size) => whole(size, 64))) {
    throw new RangeError(
      `samplingGrid: expected one to four sizes, whole numbers from 1 to 64; got [${sizes.join(', ')}].`,
    );
  }
  if (!whole(kernelSize, 64) || !whole(stride, 64)) {
    throw new RangeError(
      `samplingGrid: expected whole numbers from 1 to 64 as kernelSize and stride; got ${kernelSize} and ${stride}.`,
    );
  }
}

/**
 * The centres of a pooling's windows along one axis, in pixels from the first pixel, with
 * TensorFlow's padding 'same'.
 *
 * @param size pixels along the axis
 *
 * @example
 * windowCentres(7, 3, 2) // [0, 2, 4, 6]
 */
export function windowCentres(size: number, kernelSize: number, stride: number): number[] {
  const windows = Math.ceil(size / stride);
  const padding = Math.max(0, (windows - 1) * stride + kernelSize - size);
  const first = (kernelSize - 1) / 2 - Math.floor(padding / 2);
  return Array.from({ length: windows }, (_, i) => first + i * stride);
}
