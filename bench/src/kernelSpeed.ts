import { describeMachine, runCommand } from './command';
import { loopChecks, topLevelLoops } from './kernelSpeed/loops';
import { beginnings, inNotebook } from './kernelSpeed/notebook';
import { printing } from './kernelSpeed/printing';
import { table, type Row } from './kernelSpeed/Row';
import { roundTrips } from './kernelSpeed/roundTrips';

/** The tables, by the names that select them. */
const tables: Record<string, [title: string, measure: () => Promise<Row[]>]> = {
  small: ['Round trip of a cell, median of 40, ms', roundTrips],
  start: ['Beginnings, median of 5, ms', beginnings],
  notebook: ['In notebook 2, ms, without the run of the code', inNotebook],
  loops: ['Loops, three calls in a new cell, median of 5, ms', loopChecks],
  variables: ['Loops on variables of the notebook, best of 5, ms', topLevelLoops],
  printing: ['Printing, median of 3, ms', printing],
};

const usage = `Usage: npm run kernel-speed [-- TABLE ...] [--before DIR]

Times the kernel beside tslab, Deno and ipykernel.
  TABLE     ${Object.keys(tables).join(', ')}; default: all
  --before  another checkout of this project, built, whose kernel is timed with them`;

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const wanted = Object.entries(tables).filter(([name]) => process.argv.includes(name));
  console.log(describeMachine());
  for (const [, [title, measure]] of wanted.length > 0 ? wanted : Object.entries(tables)) {
    console.log(`${table(title, await measure())}\n`);
  }
  return 0;
}

runCommand(main);
