import type { Trace } from './Figure';
import { checkPictures, type LabelledPicture } from './Picture';
import { colourBarBelow, colourBarHeight, type Colouring } from './pictureScale';
import { pictureFrame, pictureLabel, pictureTrace, type Place } from './pictureTrace';
import { narrowWidth, staticWidth } from './theme';

const gap = 0.15;
const side = { margin: 12, largest: 140 };
/** Pixels below each row. */
const [labelHeight, rowGap] = [22, 8];

/** Pictures side by side, row after row: what Plotly draws, and its height in pixels. */
export interface GridOfPictures {
  data: Trace[];
  layout: { margin: { l: number; r: number; t: number; b: number }; [attribute: string]: unknown };
  height: number;
  /** Pixels from the lower edge of the pictures to the end of the colour bar. */
  barHeight: number;
}

/** How {@link gridOfPictures} arranges pictures. */
export interface Arrangement {
  colours: Colouring;
  /** Whether to draw a colour bar. */
  hasBar: boolean;
  /** Pictures in a row; default: as many as fit with their labels, at most 10. */
  columns: number | undefined;
  /** Pixels reserved above the grid. */
  above: number;
  /** Pixels reserved below the grid and its colour bar. */
  below: number;
}

/**
 * Arranges pictures in rows.
 *
 * Every row has its own vertical axis. In a narrow window the pictures shrink, but the space for
 * the text below them does not.
 */
export function gridOfPictures(
  pictures: readonly LabelledPicture[],
  { colours, hasBar, columns, above, below }: Arrangement,
): GridOfPictures {
  const across = Math.min(columns ?? columnsFor(pictures), pictures.length);
  const rows = Math.ceil(pictures.length / across);
  const room = (staticWidth - 2 * side.margin) / (across * (1 + gap) - gap);
  const pixels = Math.min(room, side.largest);
  const label = pictures.some((picture) => picture.label !== '') ? labelHeight : 0;
  const rowHeight = pixels + label + rowGap;
  // The last row's labels lie below the plot.
  const plot = rows * rowHeight - rowGap - label;
  const places = pictures.map((_, i) => placeOf(i, across));
  const bar = hasBar ? colourBarHeight : 0;
  return {
    data: pictures.map((picture, i) => ({
      ...pictureTrace(picture, places[i]!, colours),
      // One colour bar for all pictures.
      ...(hasBar && i === 0 ? colourBarBelow(-(label + 8) / plot) : {}),
    })),
    layout: {
      margin: { l: side.margin, r: side.margin, t: above, b: below + label + bar },
      xaxis: {
        visible: false,
        range: [0, across * (1 + gap) - gap],
        constrain: 'domain',
        fixedrange: true,
      },
      ...Object.fromEntries(
        Array.from({ length: rows }, (_, row) => [
          `yaxis${row === 0 ? '' : row + 1}`,
          rowAxis(1 - (row * rowHeight) / plot, pixels / plot),
        ]),
      ),
      shapes: places.map(pictureFrame),
      annotations: pictures.map((picture, i) => pictureLabel(picture.label, places[i]!)),
    },
    height: Math.round(plot + above + below + label + bar),
    barHeight: label + bar,
  };
}

function placeOf(index: number, columns: number): Place {
  const row = Math.floor(index / columns);
  return { x: (index % columns) * (1 + gap), y: 0, yaxis: row === 0 ? 'y' : `y${row + 1}` };
}

/** The number of columns that leaves room for the longest label in a narrow window. */
function columnsFor(pictures: readonly LabelledPicture[]): number {
  const longest = Math.max(...pictures.map(({ label }) => label.length));
  return Math.max(1, Math.min(10, Math.floor(narrowWidth / (7 * longest + 8))));
}

function rowAxis(top: number, height: number): object {
  return {
    visible: false,
    range: [1, 0],
    domain: [Math.max(0, top - height), top],
    scaleanchor: 'x',
    constrain: 'domain',
    constraintoward: 'top',
    fixedrange: true,
  };
}

/**
 * Checks that pictures can be arranged in a grid.
 *
 * @throws RangeError
 */
export function checkGrid(
  caller: string,
  pictures: readonly LabelledPicture[],
  columns: number | undefined,
): void {
  if (pictures.length === 0) {
    throw new RangeError(`${caller}: expected at least one picture, got none.`);
  }
  if (columns !== undefined && !(Number.isInteger(columns) && columns > 0)) {
    throw new RangeError(
      `${caller}: expected a whole number of columns, at least 1; got ${columns}.`,
    );
  }
  checkPictures(caller, pictures);
}
