import { digitSet, IMAGE_BYTES, type DigitSet } from '../../../DigitSet';
import { padDigit } from '../../../digits/padDigit';
import { parseAmatLine, SPACE, type AmatLine } from './parseAmatLine';

/** Far more than 785 numbers need (25 bytes each), far less than memory holds. */
const LONGEST_LINE_BYTES = 65_536;

/**
 * Reads an `.amat` file, line by line, and pads its digits to 33×33. However long the file is,
 * memory holds only one line and one piece of the stream.
 *
 * @param stream the file's bytes
 * @param file what to call it in messages
 * @param count how many images it must have
 * @param onImage called after each image with the number of images so far
 * @throws Error with the file, the number of the line if one line is at fault, and what is wrong
 * @example await readAmat(createReadStream(path), path, 12_000);
 */
export async function readAmat(
  stream: AsyncIterable<Buffer>,
  file: string,
  count: number,
  onImage?: (done: number) => void,
): Promise<DigitSet> {
  const images = new Uint8Array(count * IMAGE_BYTES);
  const labels = new Uint8Array(count);
  let done = 0;
  for await (const { digit, label } of readDigits(stream, file)) {
    if (done === count) throw new Error(`${file}: expected ${count} images, but there are more.`);
    images.set(padDigit(digit), done * IMAGE_BYTES);
    labels[done++] = label;
    onImage?.(done);
  }
  if (done < count) {
    throw new Error(
      `${file}: expected ${count} images, but there are only ${done}. If it was cut short, get it again.`,
    );
  }
  return digitSet(images, labels);
}

async function* readDigits(
  stream: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<AmatLine, void> {
  let number = 1;
  let blank = false;
  try {
    for await (const line of readLines(stream)) {
      // Empty lines at the end of the file do no harm; anywhere else something is missing.
      if (!line.some((byte) => byte > SPACE)) {
        blank = true;
      } else {
        if (blank) throw new Error('comes after an empty line; every line should hold an image.');
        yield parseAmatLine(line);
      }
      number++;
    }
  } catch (error) {
    throw new Error(`${file}, line ${number}: ${(error as Error).message}`, { cause: error });
  }
}

/** Lines without their line feed; the last one need not have one. */
async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let start = 0;
    for (let end; (end = bytes.indexOf('\n', start)) >= 0; start = end + 1) {
      yield bytes.subarray(start, end);
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_LINE_BYTES) {
      throw new Error(`longer than ${LONGEST_LINE_BYTES} bytes.`);
    }
  }
  if (rest.length > 0) yield rest;
}
