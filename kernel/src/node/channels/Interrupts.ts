import { readFileSync, writeFileSync } from 'node:fs';
import { stopGuarded } from '../run/Guard';
import { stopChildren } from '../run/stopChildren';
import { removeOwnFolder } from '../CellFolder';
import type { SharedState } from '../../core/run/SharedState';

/** How long the main thread has to take a message before it counts as busy, in milliseconds. */
export const patience = 100;
/** How long an interrupt is tried again; how long a busy main thread has to end by itself. */
export const insistence = 20;
/** Who stops a cell twice waits for as many trials; then the kernel starts again. */
const lastTrial = 4;

/** Stops the running cell. */
export class Interrupts {
  /** The cell that was last asked to stop. */
  private asked = 0;

  /**
   * @param lastWords a file that says which cell runs
   * @param announce tells the main thread, and gives back whether it has not heard of it yet
   */
  constructor(
    private readonly state: SharedState,
    private readonly lastWords: string,
    private readonly announce: (cell: number) => () => boolean,
  ) {}

  /**
   * Where the main thread does not take the message, it is in a loop: the flag stops what was
   * compiled from cells with checks, a signal what else runs in a guarded place.
   */
  async interrupt(): Promise<void> {
    const { state } = this;
    const cell = state.get('cell');
    const isAgain = cell !== 0 && this.asked === cell;
    this.asked = cell;
    state.set('input', state.get('input') + 1);
    const isUnheard = this.announce(cell);
    const isOver = (): boolean => !isUnheard() || cell === 0 || state.get('cell') !== cell;
    for (let trial = 0; trial < insistence; trial++) {
      await wait(patience);
      if (isOver()) return;
      state.set('interrupt', 1);
      stopChildren();
      const isSeen = await within(2 * patience, () => state.get('interrupt') === 0);
      if (isSeen) {
        // A loop with checks: what stands in `finally` runs.
        await within(5 * patience, isOver);
      } else if (process.platform !== 'win32') {
        stopGuarded(state, trial === 0);
      }
      if (isAgain && trial === lastTrial && !isOver()) this.giveUp();
    }
  }

  /** Ends a kernel whose cell can't be stopped; the next one says so. */
  private giveUp(): void {
    const doing = JSON.parse(readFileSync(this.lastWords, 'utf8')) as object;
    writeFileSync(this.lastWords, JSON.stringify({ ...doing, isStopped: true }));
    removeOwnFolder();
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Waits until something holds. @returns whether it does so in time */
async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await wait(ms / 20);
  return holds();
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
