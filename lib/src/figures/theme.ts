import type { Layout } from './Figure';
import { gridColour, seriesColours, textColour, transparent } from './palette';

/**
 * Figures are as wide as the page allows. They must be readable at this width, in pixels: that of
 * JupyterLab's output area in a window of 900 pixels with the file browser open.
 */
export const narrowWidth = 440;

/**
 * The width, in pixels, of a figure's static picture; about that of the output area in a window of
 * 1280 pixels.
 */
export const staticWidth = 800;

/**
 * The layout that all figures share, readable on light and on dark pages.
 *
 * @param title shown above the figure
 * @param height pixels
 * @param rest attributes of this figure only
 */
export function themedLayout(title: string, height: number, rest: object): Layout {
  const lines = linesOf(title);
  return {
    autosize: true,
    height,
    title: {
      text: lines.join('<br>'),
      font: { size: 16 },
      x: 0.5,
      xanchor: 'center',
      y: 1,
      yanchor: 'top',
      // Plotly takes the middle of several lines as their top.
      pad: { t: 6 + 8 * lines.length },
    },
    font: { family: '"Open Sans", verdana, arial, sans-serif', size: 13, color: textColour },
    paper_bgcolor: transparent,
    plot_bgcolor: transparent,
    margin: { l: 64, r: 24, t: 56, b: 56 },
    // Without its own colour, a hover label takes the transparent background.
    hoverlabel: { bgcolor: '#ffffff', bordercolor: textColour, font: { color: '#222222' } },
    modebar: { bgcolor: transparent, color: textColour, activecolor: seriesColours[0] },
    ...rest,
  };
}

/** Height in pixels of a title above the plot; without a title, of the buttons. */
export function titleHeight(title: string): number {
  return title ? 26 + 22 * linesOf(title).length : 28;
}

/** A title broken into lines that fit a narrow window; Plotly does not break lines. */
function linesOf(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= 52) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

/** An axis with a title, a faint grid and grey lines; `rest` adds to it. */
export function axis(title: string, rest: object = {}): object {
  return {
    title: { text: title, standoff: 8 },
    gridcolor: gridColour,
    zerolinecolor: gridColour,
    linecolor: textColour,
    tickcolor: textColour,
    showline: true,
    ticks: 'outside',
    automargin: true,
    // By default, the line that follows the pointer is thick and, on a dark page, white.
    showspikes: false,
    ...rest,
  };
}

/** The side, in pixels, of a square plot such as a table; it shrinks in a narrow window. */
export const squareHeight = 400;

/** An axis of a square table with one name for each cell; `rest` adds to it. */
export function categoryAxis(title: string, names: readonly string[], rest: object = {}): object {
  return {
    title: { text: title, standoff: 8 },
    tickmode: 'array',
    tickvals: names.map((_, i) => i),
    ticktext: names,
    constrain: 'domain',
    showgrid: false,
    zeroline: false,
    fixedrange: true,
    ...rest,
  };
}

/**
 * A vertical axis for accuracies, with ticks in percent.
 *
 * @param values the accuracies to draw, as fractions; until two of them differ, the axis shows the
 * whole range
 */
export function accuracyAxis(values: readonly number[], rest: object = {}): object {
  const range = new Set(values).size < 2 ? { range: [0, 1] } : {};
  return axis('accuracy', {
    // As many digits as the ticks need, so that no two look alike.
    tickformat: '.2~%',
    hoverformat: '.1%',
    ...range,
    ...rest,
  });
}
