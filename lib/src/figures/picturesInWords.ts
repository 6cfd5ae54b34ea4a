import { rangeOf, type LabelledPicture, type Picture } from './Picture';
import type { PictureScale } from './pictureScale';
import { count, short } from './text';

/** What some pictures are, in words. */
export function picturesInWords(pictures: readonly LabelledPicture[], scale: PictureScale): string {
  const [low, high] = rangeOf(pictures);
  const kind = scale === 'grey' ? 'grey-scale picture' : 'picture';
  const labels = pictures.map(({ label }) => label).filter((label) => label !== '');
  const separator = labels.some((label) => label.includes(',')) ? '; ' : ', ';
  const labelled = labels.length > 0 ? `, labelled ${labels.join(separator)}` : '';
  return `${count(pictures.length, kind)} of ${sizesInWords(pictures)}, values from ${short(low)} to ${short(high)}${labelled}`;
}

/** Sizes in words: `33 by 33 pixels`, or of several sizes `33, 17 or 9 pixels a side`. */
function sizesInWords(pictures: readonly Picture[]): string {
  const sizes = [...new Set(pictures.map(({ size }) => size))];
  if (sizes.length === 1) return `${sizes[0]} by ${count(sizes[0]!, 'pixel')}`;
  return `${sizes.slice(0, -1).join(', ')} or ${sizes.at(-1)} pixels a side`;
}
