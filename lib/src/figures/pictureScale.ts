import { rangeOf, type Picture } from './Picture';
import { divergingColours, greyColours, textColour } from './palette';

/** How values become colours: black to white, or blue through light grey (0) to vermillion. */
export type PictureScale = 'grey' | 'diverging';

/** Which colours the values of a heat map get, in Plotly's words. */
export interface Colouring {
  zmin: number;
  zmax: number;
  colorscale: [number, string][];
}

/**
 * One colouring for all of some pictures, so that equal colours are equal values.
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
 * A colour bar below the plot: what a heat map needs to show one.
 *
 * @param y where its top is: 0 is the plot's lower edge and 1 its upper one
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

/** Pixels that a colour bar takes, with its numbers. */
export const colourBarHeight = 36;
