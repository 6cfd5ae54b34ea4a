import { mkdirSync, openSync, writeSync, closeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The full record of one set-up, in a file; begun anew by the first line of each. */
export class Log {
  /** @type {number | undefined} */
  #file;

  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  /** @param {string | Uint8Array} text */
  write(text) {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.path), { recursive: true });
      this.#file = openSync(this.path, 'w');
    }
    if (typeof text === 'string') writeSync(this.#file, text);
    else writeSync(this.#file, text);
  }

  close() {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
