let draw = 0;

/**
 * The seed of a random input of a check. In a notebook it is always the same, so that a check says
 * the same when it is run again; a grader draws inputs that nobody could know before.
 *
 * @param place tells the inputs of one check apart
 */
export function randomSeed(place: number): number {
  return place + 1000 * draw;
}

/** Has every random input of `examine` drawn anew, by this number. */
export function withDraw<T>(number: number, examine: () => T): T {
  const before = draw;
  draw = number;
  try {
    return examine();
  } finally {
    draw = before;
  }
}
