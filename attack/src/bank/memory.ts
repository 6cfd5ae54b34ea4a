import type { Theme } from '../Attack';
import { wrongC4 } from './source';

const full = { '1.2': ['out of memory', 'crashed', 'timed out', 'graded'] } as const;

/** Memory and disk until none is left. */
export const memory: Theme = {
  name: 'memory',
  attacks: [
    {
      name: 'heap without end',
      tries: 'Fills the memory with JavaScript objects.',
      answers: () => ({
        '1-2': `const c4: CyclicLaw = { product() { const all: number[][] = []; for (;;) all.push(new Array<number>(1e5).fill(1.5)); }, inverse: () => 0 };`,
      }),
      statuses: full,
    },
    {
      name: 'buffers without end',
      tries: 'Fills the memory with buffers, which the heap’s limit does not count.',
      answers: () => ({
        '1-2': `${wrongC4} const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1e8, 1));`,
      }),
      statuses: full,
    },
    {
      name: 'tensors without end',
      tries: 'Fills the memory with tensors that it never disposes of.',
      answers: () => ({
        '1-2': `${wrongC4} for (;;) tf.keep(tf.ones([5000, 5000]));`,
      }),
      statuses: full,
    },
    {
      name: 'threads without end',
      tries: 'Starts thousands of threads, each with its own heap.',
      answers: () => ({
        '1-2': `import { Worker } from 'node:worker_threads';
        ${wrongC4} for (let i = 0; i < 2000; i++) new Worker('for (;;);', { eval: true }).on('error', () => undefined);`,
      }),
      statuses: full,
    },
    {
      name: 'full disk',
      tries: 'Fills every writable folder with large files.',
      answers: () => ({
        '1-2': `import * as fs from 'node:fs';
        const large = Buffer.alloc(60e6, 1);
        const kernelFolder = process.argv[2]!.replace(/\\/[^/]*$/, '');
        for (const folder of ['/tmp', '/pipes', '/dev/shm', '/home/student', kernelFolder]) {
          try { for (let i = 0; i < 200; i++) fs.writeFileSync(folder + '/fill' + i, large); } catch {}
        }
        ${wrongC4}`,
      }),
    },
  ],
};
