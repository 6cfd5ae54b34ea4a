import { gridColour, seriesColours, textColour } from './palette';

/** Height in pixels of a slider below a plot. */
export const sliderHeight = 92;

/**
 * A Plotly slider below the plot.
 *
 * @param steps the positions, in Plotly's form
 * @param label what it changes
 * @param below pixels between the plot and the slider
 */
export function slider(steps: readonly object[], label: string, below: number): object {
  return {
    active: 0,
    steps,
    x: 0.5,
    xanchor: 'center',
    len: 0.9,
    y: 0,
    yanchor: 'top',
    pad: { t: below + 16, b: 8 },
    currentvalue: { prefix: label ? `${label}: ` : '', font: { size: 13, color: textColour } },
    font: { size: 11, color: textColour },
    bgcolor: gridColour,
    bordercolor: textColour,
    activebgcolor: seriesColours[0],
    tickcolor: textColour,
  };
}
