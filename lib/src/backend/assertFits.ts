/**
 * Checks that a window fits into an input at least once.
 *
 * @param window the window's size, in pixels
 * @param input the input's size along the same axes, with its padding
 * @param where the layer and what it gets, if that is known
 * @throws Error with both sizes if it does not
 */
export function assertFits(window: readonly number[], input: readonly number[], where = ''): void {
  if (window.every((size, axis) => size <= input[axis]!)) return;
  throw new Error(
    `A window of ${window.join(' x ')} pixels does not fit into an input of ${input.join(' x ')}, padding included${where && `: ${where}`}.`,
  );
}
