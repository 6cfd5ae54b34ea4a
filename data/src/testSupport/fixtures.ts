import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests: 784 bytes that look random and differ for each `seed`. */
export function noise(seed: number, length = 784): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1 + seed * 7919;
  for (let i = 0; i < length; i++) {
    state = (state * 16_807) % 2_147_483_647;
    bytes[i] = state >> 9;
  }
  return bytes;
}

/** For tests: a line of an `.amat` file, without its line break. */
export function amatLine(digit: Uint8Array, label: number): string {
  return [...Array.from(digit, (byte) => byte / 255), label].join(' ');
}

/** For tests: an `.amat` file of `count` digits of {@link noise}, seeded from `first`. */
export function amatText(count: number, first: number): string {
  const line = (i: number): string => `${amatLine(noise(first + i), i % 10)}\n`;
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}

/** For tests: the 28×28 inside a padded image. */
export function inside(images: Uint8Array, index: number): Uint8Array {
  const image = images.subarray(index * 1089, (index + 1) * 1089);
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const row = Math.floor(i / 28) + 2;
    return image[row * 33 + (i % 28) + 2] ?? NaN;
  });
}

const folders: string[] = [];

/** For tests: a new empty folder, removed after the last test of the file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rotated-mnist-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
