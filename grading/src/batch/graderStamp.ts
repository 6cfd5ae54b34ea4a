import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifestFile } from 'course-notebooks';
import { z } from 'zod';
import { readJsonFile } from '../results/readJsonFile';
import type { GraderStamp } from '../results/SubmissionResult';

const root = resolve(__dirname, '../../..');

/** What decides about marks, here and now. */
export function graderStamp({
  seed,
  accuracy,
  sandbox,
}: Pick<GraderStamp, 'seed' | 'accuracy' | 'sandbox'>): GraderStamp {
  const version = versionIn(join(root, 'package.json'));
  const tensorflow = versionIn(require.resolve('@tensorflow/tfjs/package.json'));
  const course = courseFingerprint();
  return { version, node: process.versions.node, tensorflow, course, accuracy, sandbox, seed };
}

function versionIn(file: string): string {
  return readJsonFile(file, z.object({ version: z.string() })).version;
}

/** A fingerprint of the released notebooks, the library, the checks and the rubric, as they run. */
function courseFingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(manifestFile));
  for (const folder of ['lib/dist', 'course/dist', 'grading/dist']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js') && !file.endsWith('.test.js'))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(join(root, folder, file)));
  }
  return hash.digest('hex');
}
