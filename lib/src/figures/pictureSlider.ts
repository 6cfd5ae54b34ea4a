import type { Figure } from './Figure';
import { checkGrid, gridOfPictures } from './gridOfPictures';
import type { LabelledPicture } from './Picture';
import type { PictureGridOptions } from './pictureGrid';
import { colouring } from './pictureScale';
import { hoverText } from './pictureTrace';
import { packPixels } from './pixels';
import { slider, sliderHeight } from './slider';
import { count, escapeMarkup, picturesInWords } from './text';
import { themedLayout, titleHeight } from './theme';

/** What the figure shows at one position of the slider. */
export interface PictureFrame {
  /** The position's name, such as `90°`. */
  label: string;
  pictures: readonly LabelledPicture[];
}

/** Settings of {@link pictureSlider}; all are optional. */
export interface PictureSliderOptions extends PictureGridOptions {
  /**
   * What the slider changes, shown before the position's name: `rotation` gives `rotation: 90°`.
   */
  sliderLabel?: string;
}

/**
 * Pictures side by side, as in {@link pictureGrid}, and a slider that replaces them all: turn a
 * digit and see its feature maps turn and cycle. All frames share one scale; a static picture shows
 * the first.
 *
 * Takes five to six characters for each pixel of each frame in the notebook's file.
 *
 * @throws RangeError if there is no frame, or if frames differ in the number or the sizes of their
 * pictures
 *
 * @example
 * const frames = [0, 90].map((angle) => ({ label: `${angle}°`, pictures: mapsAt(angle) }));
 * pictureSlider(frames, { sliderLabel: 'rotation' });
 */
export function pictureSlider(
  frames: readonly PictureFrame[],
  options: PictureSliderOptions = {},
): Figure {
  const { title = '', columns, scale = 'grey', sliderLabel = '' } = options;
  const first = checkFrames(frames, columns);
  const colours = colouring(
    frames.flatMap(({ pictures }) => pictures),
    scale,
  );
  const grid = gridOfPictures(first.pictures, {
    colours,
    hasBar: scale === 'diverging',
    columns,
    above: titleHeight(title),
    below: sliderHeight,
  });
  const steps = frames.map(({ label, pictures }) => ({
    label: escapeMarkup(label),
    method: 'update',
    args: [
      {
        z: pictures.map(packPixels),
        hovertemplate: pictures.map(({ label }) => hoverText(label)),
      },
      Object.fromEntries(
        pictures.map((picture, i) => [`annotations[${i}].text`, escapeMarkup(picture.label)]),
      ),
    ],
  }));
  const layout = { ...grid.layout, sliders: [slider(steps, sliderLabel, grid.barHeight)] };
  return {
    data: grid.data,
    layout: themedLayout(title, grid.height, layout),
    alt: `A slider over ${count(frames.length, 'position')}${sliderLabel ? ` (${sliderLabel})` : ''}, ${frames.map(({ label }) => label).join(', ')}; at ${first.label}: ${picturesInWords(first.pictures, scale)}.`,
  };
}

function checkFrames(frames: readonly PictureFrame[], columns: number | undefined): PictureFrame {
  const [first] = frames;
  if (!first) throw new RangeError('pictureSlider: expected at least one frame, got none.');
  for (const { label, pictures } of frames) {
    const sizes = (of: readonly LabelledPicture[]): string => of.map(({ size }) => size).join(', ');
    if (sizes(pictures) !== sizes(first.pictures)) {
      throw new RangeError(
        `pictureSlider: expected pictures of the same sizes in every frame, but "${first.label}" has [${sizes(first.pictures)}] and "${label}" [${sizes(pictures)}].`,
      );
    }
    checkGrid(`pictureSlider, frame "${label}"`, pictures, columns);
  }
  return first;
}
