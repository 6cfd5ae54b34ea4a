/**
 * Colours for series, from the palette of Okabe and Ito (2008), which people with any of the common
 * kinds of colour blindness can tell apart. Its yellow, too faint on a white page, and its black,
 * invisible on a dark one, are left out.
 */
export const seriesColours = [
  '#0072B2', // blue
  '#D55E00', // vermillion
  '#009E73', // bluish green
  '#CC79A7', // reddish purple
  '#E69F00', // orange
  '#56B4E9', // sky blue
] as const;

/**
 * Text and axis lines: a grey with a contrast of 4.5 on white and 4.1 on JupyterLab's dark page,
 * where the course's style sheet, which knows this colour, draws text white.
 */
export const textColour = '#767676';

/** Grid lines: faint on both themes. */
export const gridColour = 'rgba(127, 127, 127, 0.25)';

/** Lines that mark a place, such as a quarter turn. */
export const markColour = 'rgba(127, 127, 127, 0.8)';

/** Black to white: a picture's brightness. */
export const greyColours: [number, string][] = [
  [0, '#000000'],
  [1, '#ffffff'],
];

/**
 * Blue, light grey, vermillion: negative, zero, positive. The grey is visible on a white page and
 * on a dark one.
 */
export const divergingColours: [number, string][] = [
  [0, '#004d80'],
  [0.25, '#3a93cc'],
  [0.5, '#e4e4e4'],
  [0.75, '#e5874a'],
  [1, '#8f3a00'],
];

/** Light grey to dark blue: none to all. */
export const amountColours: [number, string][] = [
  [0, '#ececec'],
  [0.5, '#4f9fd0'],
  [1, '#003a63'],
];

/**
 * Group elements by their number: the first half dark blues, the second half yellows, after the
 * palette Cividis, which suits all kinds of colour vision. The greys in between are left out,
 * because no text is readable on them.
 */
export const elementColours: [number, string][] = [
  [0, '#00204d'],
  [0.499, '#5d6170'],
  [0.5, '#c0b26c'],
  [1, '#ffea46'],
];

/** Transparent: the page shows through a figure. */
export const transparent = 'rgba(0, 0, 0, 0)';

const dashes = ['solid', 'dash'] as const;

/** How one series is drawn. */
export interface LineStyle {
  color: string;
  dash: 'solid' | 'dash';
}

/**
 * The line style of series number `index`: every colour solid, then every colour dashed, so that
 * twelve series can be told apart.
 *
 * @example
 * lineStyle(0) // { color: '#0072B2', dash: 'solid' }
 */
export function lineStyle(index: number): LineStyle {
  const count = seriesColours.length;
  const color = seriesColours[index % count] ?? textColour;
  const dash = dashes[Math.floor(index / count) % dashes.length] ?? 'solid';
  return { color, dash };
}

const symbols = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'cross',
  'x',
  'triangle-down',
  'star',
  'hexagon',
  'pentagon',
] as const;

/**
 * The marker of series number `index`: colours and shapes both change, so that thirty series can be
 * told apart.
 *
 * @example
 * markerStyle(0) // { color: '#0072B2', symbol: 'circle' }
 */
export function markerStyle(index: number): { color: string; symbol: string } {
  return {
    color: seriesColours[index % seriesColours.length] ?? textColour,
    symbol: symbols[index % symbols.length] ?? 'circle',
  };
}
