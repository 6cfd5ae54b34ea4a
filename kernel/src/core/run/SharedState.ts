/**
 * What the two threads of the kernel tell each other when one of them can't receive messages: a few
 * numbers in shared memory.
 */
export class SharedState {
  readonly words: Int32Array;

  /** @param buffer the other thread's, or a new one */
  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(4 * words.length)) {
    this.words = new Int32Array(buffer);
  }

  get(word: Word): number {
    return Atomics.load(this.words, words.indexOf(word));
  }

  set(word: Word, value: number): void {
    Atomics.store(this.words, words.indexOf(word), value);
    Atomics.notify(this.words, words.indexOf(word));
  }

  /** Blocks this thread until a word has another value. */
  waitWhile(word: Word, value: number): void {
    Atomics.wait(this.words, words.indexOf(word), value);
  }
}

/**
 * - `interrupt`: not 0 while everything that cells run is to stop;
 * - `guarded`: not 0 while the main thread runs code that a SIGINT stops; cells read these two
 *   where `flagWords` says;
 * - `cell`: number of the running cell, 0 when there is none;
 * - `input`: counts what the main thread waits for in `prompt`: a line of input or an interrupt.
 */
const words = ['interrupt', 'guarded', 'cell', 'input'] as const;
type Word = (typeof words)[number];
