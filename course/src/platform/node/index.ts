import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { progressFolder, type Platform } from '../Platform';

export const platform: Platform = {
  wantedPlan: () => process.env.COURSE_QUICK,
  testDigits: 50_000,
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  savedRuns: () => (existsSync(progressFolder) ? readdirSync(progressFolder) : []),
  removeRun: (file) => rmSync(join(progressFolder, file)),
  stored: (file) => readFileSync(join(__dirname, '../../../stored', file)),
};
