import { rangeOf, type LabelledPicture, type Picture } from './Picture';
import type { PictureScale } from './pictureScale';

/** `0.9324` as `93.2 %`. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** Three significant digits, without an exponent if that is readable: `0.123`, `4.56`, `1.2e-7`. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `1 image`, `10 images`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Text that Plotly does not read as markup, for names that the user chose. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** What the pictures are, in words. */
export function picturesInWords(pictures: readonly LabelledPicture[], scale: PictureScale): string {
  const [low, high] = rangeOf(pictures);
  const kind = scale === 'grey' ? 'grey-scale picture' : 'picture';
  const labels = pictures.map(({ label }) => label).filter((label) => label !== '');
  const separator = labels.some((label) => label.includes(',')) ? '; ' : ', ';
  const labelled = labels.length > 0 ? `, labelled ${labels.join(separator)}` : '';
  return `${count(pictures.length, kind)} of ${sizesInWords(pictures)}, values from ${short(low)} to ${short(high)}${labelled}`;
}

/** Sizes in words: `33 by 33 pixels`, or for several sizes `33, 17 or 9 pixels a side`. */
function sizesInWords(pictures: readonly Picture[]): string {
  const sizes = [...new Set(pictures.map(({ size }) => size))];
  if (sizes.length === 1) return `${sizes[0]} by ${count(sizes[0]!, 'pixel')}`;
  return `${sizes.slice(0, -1).join(', ')} or ${sizes.at(-1)} pixels a side`;
}
