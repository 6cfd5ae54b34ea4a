/**
 * What the two threads of the kernel tell each other when one of them can't receive messages: a few
 * numbers in shared memory.
 */
export class SharedState {
  readonly words: Int32Array;

  /**
   * @param buffer the other thread's, or a new one; where no memory can be shared, the threads tell
   * each other by messages what they set
   */
  constructor(readonly buffer: ArrayBufferLike = newBuffer()) {
    this.words = new Int32Array(buffer);
  }

  get(word: Word): number {
    return Atomics.load(this.words, words.indexOf(word));
  }

  set(word: Word, value: number): void {
    Atomics.store(this.words, words.indexOf(word), value);
    Atomics.notify(this.words, words.indexOf(word));
  }

  /** Sets a word if it has the value that is expected. @returns whether it had */
  replace(word: Word, expected: number, value: number): boolean {
    return Atomics.compareExchange(this.words, words.indexOf(word), expected, value) === expected;
  }

  /** Blocks this thread until a word has another value, at most for some milliseconds. */
  waitWhile(word: Word, value: number, ms = Infinity): void {
    Atomics.wait(this.words, words.indexOf(word), value, ms);
  }
}

function newBuffer(): ArrayBufferLike {
  const bytes = 4 * words.length;
  return typeof SharedArrayBuffer === 'undefined'
    ? new ArrayBuffer(bytes)
    : new SharedArrayBuffer(bytes);
}

/**
 * - `interrupt`: not 0 while everything that cells run is to stop;
 * - `guarded`: 1 while the main thread runs code that a SIGINT stops, 2 once it is sent one;
 *   cells read these two where `flagWords` says;
 * - `cell`: number of the running cell, 0 when there is none;
 * - `input`: counts what the main thread waits for in `prompt`: a line of input or an interrupt.
 */
const words = ['interrupt', 'guarded', 'cell', 'input'] as const;
export type Word = (typeof words)[number];
