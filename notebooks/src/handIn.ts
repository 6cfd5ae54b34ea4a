import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { escapeHtml } from 'nbconvert-ts';
import { show } from 'notebook-display';
import { readManifest } from './manifest';
import { studentFolder } from './notebooks';
import { inspectFolder, writeArchive, type HandIn } from './packHandIn';

export { inspectFolder, writeArchive };

const usage = `Usage: npm run hand-in -- [--folder FOLDER] [--out FILE] [--anyway]

Checks whether your notebooks are complete, and makes one archive of them to hand in.
  --folder  where your notebooks are; notebooks/student by default
  --out     the archive; hand-in.zip beside your notebooks by default
  --anyway  make it in spite of problems`;

/** What a hand-in holds, for the student. */
function describe(folder: string, { notebooks, problems }: HandIn): string[] {
  const lines: string[] = [];
  for (const [name, inspection] of notebooks) {
    if (!inspection) continue;
    const { answered, unanswered, remarks } = inspection;
    const all = answered.length + unanswered.length;
    const { mtime } = fs.statSync(path.join(folder, `${name}.ipynb`));
    const time = mtime.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    lines.push(`${name}, saved ${time}: ${answered.length} of ${all} answer cells are filled in.`);
    if (unanswered.length > 0) lines.push(`  empty, or as released: ${unanswered.join(', ')}`);
    lines.push(...remarks.map((remark) => `  ${remark}`));
  }
  lines.push(
    'Whether the answers are right is not examined here; the checks in the notebooks say so.',
  );
  if (problems.length > 0) lines.push('', 'To fix first:', ...problems.map((p) => `  ${p}`));
  return lines;
}

/** How to hand in. */
interface Options {
  folder: string;
  out: string;
  /** In spite of problems. */
  anyway: boolean;
}

/** Hands in. The archive is undefined if there are problems. */
function handIn({ folder, out, anyway }: Options): { lines: string[]; archive?: string } {
  const found = inspectFolder(folder, readManifest());
  const lines = describe(folder, found);
  if (found.problems.length > 0 && !anyway)
    return { lines: [...lines, '', 'Nothing was written.'] };
  const networks = writeArchive(folder, found, out);
  lines.push('', ...networks, `The archive is ready. Hand in this file: ${out}`);
  return { lines, archive: out };
}

/**
 * Hands in the notebooks in the folder of the running one, and shows a link to the archive.
 *
 * @example await handInHere();
 */
export async function handInHere({ anyway = false } = {}): Promise<void> {
  const folder = process.cwd();
  const { lines, archive } = handIn({ folder, out: path.join(folder, 'hand-in.zip'), anyway });
  if (archive === undefined)
    lines.push('To hand it in as it is: await handInHere({ anyway: true });');
  const text = lines.join('\n');
  const name = path.basename(archive ?? '');
  const link = `<p><a href="${name}" download="${name}"><b>Download ${name}</b></a></p>`;
  const html = `<pre style="white-space: pre-wrap">${escapeHtml(text)}</pre>${archive === undefined ? '' : link}`;
  await show({ 'text/html': html, 'text/plain': text });
}

function main(): number {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      out: { type: 'string' },
      anyway: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  // npm runs a script in the project's folder, wherever it was called.
  const here = process.env.INIT_CWD ?? process.cwd();
  const folder = path.resolve(here, values.folder ?? studentFolder);
  const out = path.resolve(here, values.out ?? path.join(folder, 'hand-in.zip'));
  const { lines, archive } = handIn({ folder, out, anyway: values.anyway });
  console.log(lines.join('\n'));
  if (archive !== undefined) return 0;
  const given = process.argv.slice(2).map((one) => (/^[\w./-]+$/.test(one) ? one : `'${one}'`));
  console.log(`To hand it in as it is: npm run hand-in -- ${[...given, '--anyway'].join(' ')}`);
  return 1;
}

if (require.main === module) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
