import { parseArgs } from 'node:util';
import { earned, Grader, possible, Places } from 'course-grading';
import { chooseBackend } from 'equivariant';
import { runVariant, unfair, type Outcome } from './runVariant';
import { BankPlaces, runSpecimen, specimens } from './specimens';
import { variants } from './variants';

const usage = `Usage: npm run same-marks [-- options]

Runs answers in their notebooks and grades them: what passes its own check gets all points, or the grader asks a person.
  --only TEXT  only answers in whose name this text stands; may be given several times
  --jobs N     how many run at the same time; 2 by default`;

type Task = (grader: { bank: Grader; notebook: Grader }) => Promise<Outcome>;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      jobs: { type: 'string', default: '2' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const chosen = <T extends { name: string }>(all: readonly T[]): readonly T[] =>
    all.filter(({ name }) => values.only?.some((text) => name.includes(text)) ?? true);
  const tasks = [
    ...chosen(variants).map(
      (one): Task =>
        ({ notebook }) =>
          runVariant(one, notebook),
    ),
    ...chosen(specimens).map(
      (one): Task =>
        ({ bank }) =>
          runSpecimen(one, bank),
    ),
  ];
  await chooseBackend();
  const places = [new BankPlaces(), new Places()] as const;
  const count = tasks.length;
  let problems = 0;
  try {
    const work = async (): Promise<void> => {
      const bank = new Grader(1, places[0]);
      const notebook = new Grader(1, places[1]);
      for (let task = tasks.shift(); task; task = tasks.shift()) {
        const run = task;
        try {
          const outcome = await tried(() => run({ bank, notebook }));
          const problem = unfair(outcome);
          if (problem !== undefined) problems++;
          console.log(line(outcome, problem));
        } catch (error) {
          problems++;
          console.log(`! could not be tried: ${(error as Error).message}`);
        }
      }
      for (const grader of [bank, notebook]) grader.stop();
    };
    await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  } finally {
    for (const place of places) place.remove();
  }
  console.log(`${count} answers, ${count - problems} fair, ${problems} not`);
  return problems > 0 ? 1 : 0;
}

/** A busy machine may fail once. */
async function tried(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch {
    return run();
  }
}

function line(outcome: Outcome, problem: string | undefined): string {
  const { name, failed, result } = outcome;
  const points = `${earned(result)}/${possible(result)}`;
  const own = failed === undefined ? 'passes' : `fails: ${failed}`;
  const person = result.status === 'graded' ? '' : `, ${result.status}`;
  return `${problem === undefined ? ' ' : '!'} ${name.padEnd(60)} ${own}; ${points}${person}${problem === undefined ? '' : `\n    ${problem}`}`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  },
);
