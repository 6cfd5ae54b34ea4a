import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { courseFolder } from './courseFolder';

const usage = `Usage: npm run nbgrader -- --out DIR

Lays out a course folder for nbgrader: the notebooks with their solutions and tests, and nbgrader's settings.
  --out  the folder, for example build/nbgrader; what you or nbgrader changed in it stays`;

function main(): void {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (!values.out) throw new Error(`--out is missing: say where the folder is to be.\n\n${usage}`);
  for (const notice of courseFolder(values.out)) console.warn(notice);
  console.log(
    `${resolve(values.out)} is ready; ${join(values.out, 'README.md')} says what to do next.`,
  );
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
