/** A square picture with one channel. */
export interface Picture {
  /** `size * size` values, rows from the top. */
  values: ArrayLike<number>;
  /** Pixels along one side. */
  size: number;
}

/** A picture with text below it. */
export interface LabelledPicture extends Picture {
  label: string;
}

/** The smallest and the largest value in the pictures. */
export function rangeOf(pictures: readonly Picture[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of pictures) {
    for (const value of Array.from(values)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/**
 * Checks that pictures can be drawn.
 *
 * @param caller the name of the calling figure, for the message
 * @param nameOf the name of a picture in the message
 * @throws RangeError if the number of values does not match a picture's size, or a value is not
 * finite
 */
export function checkPictures(
  caller: string,
  pictures: readonly Picture[],
  nameOf: (index: number) => string = (index) => `picture ${index}`,
): void {
  pictures.forEach(({ values, size }, i) => {
    if (!Number.isInteger(size) || size < 1 || values.length !== size * size) {
      throw new RangeError(
        `${caller}: expected size × size values for each picture, but ${nameOf(i)} has ${values.length} values and size ${size}. Pass one channel of a square picture, its real size, and for a tensor its dataSync().`,
      );
    }
    const wrong = Array.from(values).find((value) => !Number.isFinite(value));
    if (wrong !== undefined) {
      throw new RangeError(
        `${caller}: expected finite numbers, but ${nameOf(i)} holds ${wrong}. Look for a division by 0, or check whether the training has diverged.`,
      );
    }
  });
}
