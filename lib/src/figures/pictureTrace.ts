import type { Trace } from './Figure';
import type { LabelledPicture } from './Picture';
import { markColour } from './palette';
import type { Colouring } from './pictureScale';
import { pixelRows } from './pixels';
import { escapeMarkup } from './text';

/**
 * Where a picture lies: its upper left corner, in units of its side, and its axis, such as `y2`.
 */
export interface Place {
  x: number;
  y: number;
  yaxis: string;
}

/** The text that a picture's pixels show under the pointer. */
export function hoverText(label: string): string {
  return `${escapeMarkup(label)}: %{z:.3~g}<extra></extra>`;
}

/**
 * A picture as a heat map of side 1, whatever its number of pixels; vertical axes must run
 * downwards.
 */
export function pictureTrace(
  picture: LabelledPicture,
  { x, y, yaxis }: Place,
  colours: Colouring,
): Trace {
  const pixel = 1 / picture.size;
  return {
    type: 'heatmap',
    z: pixelRows(picture, Math.max(-colours.zmin, colours.zmax)),
    x0: x + pixel / 2,
    dx: pixel,
    y0: y + pixel / 2,
    dy: pixel,
    yaxis,
    ...colours,
    showscale: false,
    hovertemplate: hoverText(picture.label),
  };
}

/** A thin frame, so that a picture's edge is visible on a page of the same colour. */
export function pictureFrame({ x, y, yaxis }: Place): object {
  return {
    type: 'rect',
    x0: x,
    x1: x + 1,
    y0: y,
    y1: y + 1,
    yref: yaxis,
    line: { color: markColour, width: 1 },
  };
}

/** The text below a picture. */
export function pictureLabel(label: string, { x, y, yaxis }: Place): object {
  return {
    text: escapeMarkup(label),
    x: x + 0.5,
    y: y + 1,
    yref: yaxis,
    yanchor: 'top',
    showarrow: false,
    font: { size: 12 },
  };
}
