import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { handedInWeights, networkOfWeights } from 'course';
import { weightsOnly } from 'equivariant';
import { readNotebook, writeFileAtomic } from 'nbconvert-ts';
import { inspectHandIn, type Inspection } from './inspectHandIn';
import { readManifest, type Manifest } from './manifest';
import { studentFolder } from './notebooks';

const usage = `Usage: npm run hand-in -- [--folder FOLDER] [--out FILE] [--anyway]

Checks whether your notebooks are complete, and makes one archive of them to hand in.
  --folder  where your notebooks are; notebooks/student by default
  --out     the archive; hand-in.zip by default
  --anyway  make it in spite of problems`;

/** What is handed in, and what there is to say about it. */
export interface HandIn {
  /** By the notebook's name; undefined where there is no such file. */
  notebooks: Map<string, Inspection | undefined>;
  /** What must be fixed, for people; each names its notebook. */
  problems: string[];
}

/** Inspects every notebook that gives points. */
export function inspectFolder(folder: string, manifest: Manifest): HandIn {
  const notebooks: HandIn['notebooks'] = new Map();
  const problems: string[] = [];
  for (const [name, released] of Object.entries(manifest)) {
    if (!released.some(({ points }) => points > 0)) continue;
    const file = path.join(folder, `${name}.ipynb`);
    if (!fs.existsSync(file)) {
      notebooks.set(name, undefined);
      problems.push(`${name}: ${file} is not there.`);
      continue;
    }
    try {
      const inspection = inspectHandIn(released, readNotebook(file));
      notebooks.set(name, inspection);
      problems.push(...inspection.problems.map((problem) => `${name}: ${problem}`));
    } catch (error) {
      notebooks.set(name, undefined);
      problems.push(`${name}: ${(error as Error).message}`);
    }
  }
  return { notebooks, problems };
}

/**
 * The weights of the trained networks, by the name that they have in the archive: a grader need not
 * train them again.
 */
function trainedWeights(folder: string): Record<string, Uint8Array> {
  const progress = path.join(folder, 'progress');
  const files = fs.existsSync(progress) ? fs.readdirSync(progress) : [];
  return Object.fromEntries(
    files.flatMap((file): [string, Uint8Array][] => {
      const part = networkOfWeights(file);
      if (part === undefined) return [];
      try {
        const bytes = weightsOnly(fs.readFileSync(path.join(progress, file)));
        return [[`weights/${handedInWeights(part)}`, bytes]];
      } catch {
        // Damaged, so of no use to anybody.
        return [];
      }
    }),
  );
}

/**
 * Writes the notebooks, and the weights of trained networks, into one zip archive.
 *
 * @param out written whole or not at all; an earlier archive there is replaced
 * @returns how many networks have their weights in it
 * @throws Error if another file stands there
 */
export function writeArchive(folder: string, { notebooks }: HandIn, out: string): number {
  if (fs.existsSync(out) && fs.readFileSync(out).subarray(0, 2).toString() !== 'PK') {
    throw new Error(`${out} is there already and is no archive: give the archive another name.`);
  }
  const weights = trainedWeights(folder);
  const files = { ...weights };
  for (const [name, inspection] of notebooks) {
    if (inspection) {
      files[`${name}.ipynb`] = fs.readFileSync(path.join(folder, `${name}.ipynb`));
    }
  }
  writeFileAtomic(out, zipSync(files));
  return Object.keys(weights).length;
}

/** What a hand-in holds, for the student. */
function describe({ notebooks, problems }: HandIn): string {
  const lines: string[] = [];
  for (const [name, inspection] of notebooks) {
    if (!inspection) continue;
    const { answered, unanswered, remarks } = inspection;
    lines.push(`${name}: ${answered.length} of ${answered.length + unanswered.length} answers`);
    if (unanswered.length > 0) lines.push(`  not yet answered: ${unanswered.join(', ')}`);
    lines.push(...remarks.map((remark) => `  ${remark}`));
  }
  if (problems.length > 0) lines.push('', 'To fix first:', ...problems.map((p) => `  ${p}`));
  return lines.join('\n');
}

function main(): number {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: studentFolder },
      out: { type: 'string', default: 'hand-in.zip' },
      anyway: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const handIn = inspectFolder(values.folder, readManifest());
  console.log(describe(handIn));
  if (handIn.problems.length > 0 && !values.anyway) {
    console.log('\nNothing was written. With "-- --anyway" it is handed in as it is.');
    return 1;
  }
  const trained = writeArchive(values.folder, handIn, values.out);
  if (trained > 0) console.log(`\nWith the weights of ${trained} trained networks.`);
  console.log(`\n${values.out} is ready: hand in this file.`);
  return 0;
}

if (require.main === module) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
