/** Gives way to what waits in the event loop: displays are updated, interrupts arrive. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
