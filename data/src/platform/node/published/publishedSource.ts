import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Counts } from '../../../DigitSet';
import type { DataSource } from '../../Platform';
import { publishedFiles } from './publishedFiles';
import { readAmat } from './readAmat';

/** Images between two reports of progress. */
const STRIDE = 500;

/**
 * The published files as a source.
 *
 * @param path the folder with both `.amat` files, or `mnist_rotation_new.zip`
 * @param counts how many images each file must have
 * @throws Error when the files are not there
 */
export async function publishedSource(path: string, counts: Counts): Promise<DataSource> {
  const full = resolve(path);
  const files = await publishedFiles(full);
  const source = `The published rotated MNIST files, from ${full}.`;
  const id = createHash('sha256').update(full).digest('hex').slice(0, 12);
  return {
    name: `published-${id}`,
    key: { source, fingerprint: files.fingerprint, counts },
    async prepare(onProgress) {
      const total = counts.train + counts.test;
      const read = (part: 'train' | 'test', before: number) =>
        files.read(part, (name, stream) =>
          readAmat(stream, name, counts[part], (done) => {
            if (done % STRIDE === 0 || done === counts[part]) onProgress?.(before + done, total);
          }),
        );
      return { train: await read('train', 0), test: await read('test', counts.train), source };
    },
  };
}
