import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';

/** What a folder of results was made with. */
interface Settings {
  format: 1;
  seed: number;
}

const name = 'grading.json';

/**
 * The seed of a folder of results: the one that is asked for, else the one that it was begun with, else a new one, which nobody
 * knows before.
 *
 * @param out is made if it is not there
 * @throws Error in one line if it holds results and is not to be resumed, or was begun with another seed
 */
export function seedOf(out: string, { seed, resume }: { seed?: number; resume: boolean }): number {
  const file = join(out, name);
  if (!existsSync(file)) {
    mkdirSync(out, { recursive: true });
    const settings: Settings = { format: 1, seed: seed ?? randomInt(1, 2 ** 31) };
    writeFileAtomic(file, `${JSON.stringify(settings)}\n`);
    return settings.seed;
  }
  if (!resume) {
    throw new Error(
      `${out} holds results already: go on with --resume, or give another folder with --out.`,
    );
  }
  const begun = read(file);
  if (seed !== undefined && seed !== begun.seed) {
    throw new Error(
      `${out} was begun with seed ${begun.seed}, not ${seed}: leave --seed out, or give another folder.`,
    );
  }
  return begun.seed;
}

function read(file: string): Settings {
  try {
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Settings;
    if (settings.format === 1 && Number.isSafeInteger(settings.seed)) return settings;
  } catch {
    // Told below.
  }
  throw new Error(`${file} can’t be read: give another folder with --out.`);
}
