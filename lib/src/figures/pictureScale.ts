import { rangeOf, type Picture } from './Picture';
import { divergingColours, greyColours, textColour } from './palette';

/** How values map to colours: black to white, or blue through light grey (0) to vermillion. */
export type PictureScale = 'grey' | 'diverging';

/** How a heat map's values map to colours, in Plotly's terms. */
export interface Colouring {
  zmin: number;
  zmax: number;
  colorscale: [number, string][];
}

/**
 * One colouring for several pictures, so that equal colours mean equal values.
 *
 * Grey: 0 is always on the scale. Diverging: symmetric about 0, the neutral colour.
 */
export function colouring(pictures: readonly Picture[], scale: PictureScale): Colouring {
  const [low, high] = rangeOf(pictures);
  if (scale === 'diverging') {
    const most = Math.max(-low, high) || 1;
    return { zmin: -most, zmax: most, colorscale: divergingColours };
  }
  const [zmin, zmax] = [Math.min(low, 0), Math.max(high, 0)];
  return { zmin, zmax: zmax > zmin ? zmax : 1, colorscale: greyColours };
}

/**
 * A colour bar below the plot: the attributes that make a heat map show one.
 *
 * @param y the top of the bar: 0 is the plot's lower edge, 1 its upper edge
 */
export function colourBarBelow(y: number): object {
  const colorbar = {
    orientation: 'h',
    thickness: 10,
    lenmode: 'pixels',
    len: 240,
    x: 0.5,
    xanchor: 'center',
    y,
    yanchor: 'top',
    ypad: 0,
    nticks: 5,
    outlinewidth: 0,
    tickcolor: textColour,
    tickfont: { size: 11, color: textColour },
  };
  return { showscale: true, colorbar };
}

/** Height in pixels of a colour bar with its numbers. */
export const colourBarHeight = 36;
