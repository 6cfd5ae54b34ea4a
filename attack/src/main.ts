import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { earned, possible } from 'course-grading';
import { bank } from './bank';
import { runAttacks, type AttackOutcome } from './runAttacks';

const root = resolve(__dirname, '../..');

const usage = `Usage: npm run attack [-- options]

Hands in every hostile submission of the bank and two honest ones, grades them, and checks whether any trick has worked.
  --only NAME        only this attack or theme; may be given several times
  --jobs N           how many answers run at the same time; 2 by default
  --timeout SECONDS  what an answer may take; 20 by default
  --list             names them, and runs none`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      jobs: { type: 'string', default: '2' },
      timeout: { type: 'string', default: '20' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const chosen = bank.flatMap(({ name: theme, attacks }) =>
    attacks.filter(({ name }) => values.only?.some((one) => one === name || one === theme) ?? true),
  );
  if (values.help || values.list || chosen.length === 0) {
    console.log(values.help ? usage : chosen.map(line).join('\n') || 'There is no such attack.');
    return values.help || values.list ? 0 : 2;
  }
  const { attacks, problems, graded } = await runAttacks(chosen, {
    jobs: Number(values.jobs),
    timeout: Number(values.timeout),
    watched: tracked(),
    onLine: (text) => process.stderr.write(text),
  });
  console.log(row('attack', 'earned', 'of', 'status', 'verdict'));
  for (const outcome of attacks) console.log(table(outcome));
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  console.log(
    `\nThe grader needed ${megabytes(graded.memory)} MB of memory at most, and ${megabytes(graded.temporary)} MB for temporary files.`,
  );
  for (const problem of problems) console.log(`! ${problem}`);
  if (problems.length === 0)
    console.log('Honest marks, files, servers and processes are as before.');
  const succeeded = attacks.filter((one) => one.problems.length > 0).length;
  console.log(
    `${attacks.length} attacks, ${attacks.length - succeeded} held, ${succeeded} succeeded`,
  );
  return succeeded > 0 || problems.length > 0 ? 1 : 0;
}

const line = ({ name, tries }: { name: string; tries: string }): string =>
  `${JSON.stringify(name)}: ${tries}`;

const row = (name: string, points: string, of: string, status: string, verdict: string): string =>
  `${name.replaceAll('\n', '⏎').slice(0, 40).padEnd(41)} ${points.padStart(6)} ${of.padStart(3)}  ${status.padEnd(24)} ${verdict}`;

/** The attempted exercises of an attack, and the verdict. */
function table({ attack, record, problems }: AttackOutcome): string {
  const tried = record?.exercises.filter(({ status }) => status !== 'not attempted') ?? [];
  const sum = (of: typeof earned): string =>
    String(tried.reduce((total, one) => total + of(one), 0));
  const statuses = [...new Set(tried.map(({ status }) => status))].join(', ');
  return [
    row(
      attack.name,
      sum(earned),
      sum(possible),
      statuses,
      problems.length > 0 ? 'SUCCEEDED' : 'held',
    ),
    ...problems.map((problem) => `    ! ${problem}`),
  ].join('\n');
}

/** The project's files, if it is under version control. */
function tracked(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
    return list
      .split('\0')
      .filter(Boolean)
      .map((file) => join(root, file));
  } catch {
    return [];
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  },
);
