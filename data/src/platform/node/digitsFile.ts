import { gzipSync } from 'node:zlib';
import { packDigits } from '../browserDigits';
import { readMnist } from './readMnist';

/** The content of `digits.bin`, from which a browser makes the course's digits; compressed. */
export async function digitsFile(): Promise<Uint8Array> {
  return gzipSync(packDigits(await readMnist()), { level: 9 });
}
