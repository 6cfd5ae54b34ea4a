import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';
import type { SubmissionResult } from './SubmissionResult';

/** Of a student's folder: all that is known, from which every report is made. */
const name = 'record.json';

/** Writes the record, whole or not at all. It says that the submission is graded, so it comes last. */
export function writeRecord(folder: string, result: SubmissionResult): void {
  writeFileAtomic(join(folder, name), `${JSON.stringify(result)}\n`);
}

/** @returns undefined if there is none, or none that can be read */
export function readRecord(folder: string): SubmissionResult | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as SubmissionResult;
    return result.format === 1 ? result : undefined;
  } catch {
    return undefined;
  }
}
