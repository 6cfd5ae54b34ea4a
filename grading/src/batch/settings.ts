import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';
import { z } from 'zod';
import { readJsonFile } from '../results/readJsonFile';
import { refuseOldResults } from '../results/recordFile';

/** The settings of a folder of results. */
const settings = z.object({ format: z.literal(1), seed: z.int() });

const name = 'grading.json';

/**
 * The seed of a folder of results: the one that is asked for, else the folder's own, else a new one
 * that nobody can know in advance.
 *
 * @param out is created where it is missing
 * @throws Error in one line if it is of an earlier version, has another seed, or holds results and
 *   is not to be resumed
 */
export function seedOf(out: string, { seed, resume }: { seed?: number; resume: boolean }): number {
  const file = join(out, name);
  refuseOldResults(out);
  if (!existsSync(file)) {
    mkdirSync(out, { recursive: true });
    const begun: z.infer<typeof settings> = { format: 1, seed: seed ?? randomInt(1, 2 ** 31) };
    writeFileAtomic(file, `${JSON.stringify(begun)}\n`);
    return begun.seed;
  }
  if (!resume) {
    throw new Error(
      `${out} holds results already: continue with --resume, or give another folder with --out.`,
    );
  }
  const begun = readJsonFile(file, settings);
  if (seed !== undefined && seed !== begun.seed) {
    throw new Error(
      `${out} was begun with seed ${begun.seed}, not ${seed}: leave --seed out, or give another folder.`,
    );
  }
  return begun.seed;
}
