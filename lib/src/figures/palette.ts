/**
 * Colours for series, from the palette of Okabe and Ito (2008), which people with any of the common
 * kinds of colour blindness can tell apart. Left out are its yellow, too faint on a white page, and its
 * black, invisible on a dark one.
 */
export const seriesColours = [
  '#0072B2', // blue
  '#D55E00', // vermillion
  '#009E73', // bluish green
  '#CC79A7', // reddish purple
  '#E69F00', // orange
  '#56B4E9', // sky blue
] as const;

/** Text and axis lines: a grey with a contrast above 4.2 on white and on JupyterLab's dark page alike. */
export const textColour = '#777777';

/** Grid lines: faint on both themes. */
export const gridColour = 'rgba(127, 127, 127, 0.25)';

/** Lines that mark a place, such as a quarter turn. */
export const markColour = 'rgba(127, 127, 127, 0.8)';

/** Nothing behind a figure: the page shows through. */
export const transparent = 'rgba(0, 0, 0, 0)';

const dashes = ['solid', 'dash'] as const;

/** How one series is drawn. */
export interface LineStyle {
  color: string;
  dash: 'solid' | 'dash';
}

/**
 * The line style of series number `index`: every colour solid, then every colour dashed, so that twelve
 * series differ from each other.
 *
 * @example lineStyle(0) // { color: '#0072B2', dash: 'solid' }
 */
export function lineStyle(index: number): LineStyle {
  const count = seriesColours.length;
  const color = seriesColours[index % count] ?? textColour;
  const dash = dashes[Math.floor(index / count) % dashes.length] ?? 'solid';
  return { color, dash };
}
