import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledImages } from 'equivariant';
import { loadRotatedMnist, subset } from 'rotated-mnist';
import type { DigitFiles } from './protocol';

/** Pictures of noise, for measurements that need no digits. */
export function makeTestPictures(count: number, size: number): LabelledImages {
  const images = Uint8Array.from({ length: count * size * size }, (_, i) => (i * 7919) % 251);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { images, labels, count, height: size, width: size };
}

/** Writes the digits where both sides can read them. */
export async function writeDigits(folder: string, testCount: number): Promise<DigitFiles> {
  const { train, test } = await loadRotatedMnist();
  mkdirSync(folder, { recursive: true });
  const write = (name: string, { images, labels }: LabelledImages): string => {
    const file = join(folder, `${name}.bin`);
    writeFileSync(file, Buffer.concat([images, labels]));
    return file;
  };
  const tested = subset(test, testCount);
  return {
    train: write('train', train),
    trainCount: train.count,
    test: write('test', tested),
    testCount: tested.count,
  };
}
