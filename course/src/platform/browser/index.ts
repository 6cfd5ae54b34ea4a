import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { keptFiles } from 'equivariant/kept-files';
import { progressFolder, type Platform } from '../Platform';

/** The part of Node's `process` that the kernel gives to cells in a browser. */
declare const process: { env: Record<string, string | undefined> };

const folder = `${progressFolder}/`;
const storedFiles = new Map<string, Uint8Array>();

/** A worker of a browser: runs in the browser's storage, files from beside the worker's script. */
export const platform: Platform = {
  wantedPlan: () => process.env.COURSE_QUICK,
  testDigits: 2_000,
  sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  savedRuns: () =>
    keptFiles
      .paths()
      .filter((path) => path.startsWith(folder))
      .map((path) => path.slice(folder.length)),
  removeRun: (file) => keptFiles.remove(folder + file),
  stored(file) {
    const content = storedFiles.get(file) ?? fetchNow(`files/stored/${file}`);
    storedFiles.set(file, content);
    return content;
  },
};

/** Waits for the file without returning to the event loop, which a worker may. */
function fetchNow(path: string): Uint8Array {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(path, location.href), false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) {
    throw new Error(`${path} of this site does not load (${request.status}). Reload the page.`);
  }
  return new Uint8Array(request.response as ArrayBuffer);
}
