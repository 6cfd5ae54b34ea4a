import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder may hold. */
export interface Fill {
  bytes: number;
  files: number;
}

/** Milliseconds between checks. */
const pause = 250;

/**
 * Watches a folder of this machine that a program in a sandbox can write to: no limit of the
 * sandbox counts what lies there.
 *
 * @param onFull called once, when it holds more than it may
 * @returns a function that ends the watch
 */
export function watchFolder(folder: string, most: Fill, onFull: () => void): () => void {
  const timer = setInterval(() => {
    if (!holdsMore(folder, most)) return;
    clearInterval(timer);
    onFull();
  }, pause);
  timer.unref();
  return () => clearInterval(timer);
}

function holdsMore(folder: string, most: Fill): boolean {
  const left = { ...most };
  const paths = [folder];
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    try {
      const status = lstatSync(path);
      left.files--;
      left.bytes -= status.size;
      if (left.files < 0 || left.bytes < 0) return true;
      if (status.isDirectory()) for (const name of readdirSync(path)) paths.push(join(path, name));
    } catch {
      // It has gone in the meantime.
    }
  }
  return false;
}
