import type { Figure } from './Figure';
import { checkGrid, gridOfPictures } from './gridOfPictures';
import type { LabelledPicture } from './Picture';
import { colouring, type PictureScale } from './pictureScale';
import { picturesInWords } from './text';
import { themedLayout, titleHeight } from './theme';

/** Settings of {@link pictureGrid}; all are optional. */
export interface PictureGridOptions {
  /** Text above the figure. */
  title?: string;
  /** Pictures in a row; default: as many as fit with their labels, at most 10. */
  columns?: number;
  /**
   * `grey` (default): black to white, for digits and feature maps. `diverging`: blue is negative,
   * vermillion positive, symmetric about 0, for filters.
   */
  scale?: PictureScale;
}

/**
 * Small square pictures side by side, row after row: digits, filters, feature maps. They share one
 * scale, so equal colours mean equal values. Pictures of different sizes are drawn equally large.
 *
 * @throws RangeError if there is no picture, or if the number of values does not match a picture's
 * size
 *
 * @example
 * pictureGrid([
 *   { values: digit, size: 33, label: '0°' },
 *   { values: turned, size: 33, label: '90°' },
 * ]);
 */
export function pictureGrid(
  pictures: readonly LabelledPicture[],
  options: PictureGridOptions = {},
): Figure {
  const { title = '', columns, scale = 'grey' } = options;
  checkGrid('pictureGrid', pictures, columns);
  const grid = gridOfPictures(pictures, {
    colours: colouring(pictures, scale),
    hasBar: scale === 'diverging',
    columns,
    above: titleHeight(title),
    below: 12,
  });
  return {
    data: grid.data,
    layout: themedLayout(title, grid.height, grid.layout),
    alt: `${picturesInWords(pictures, scale)}.`,
  };
}
