import { describeMachine, runCommand } from './command';
import { loopChecks, topLevelLoops } from './kernelSpeed/loops';
import { printing } from './kernelSpeed/printing';
import { table, type Row } from './kernelSpeed/Row';
import { roundTrips } from './kernelSpeed/roundTrips';

async function main(): Promise<number> {
  console.log(describeMachine());
  const print = (title: string, other: string, rows: readonly Row[]): void =>
    console.log(`${table(title, other, rows)}\n`);
  print('Round trip of a cell, median of 40', 'tslab', await roundTrips());
  print('Loops, three calls in a new cell, median of 5', 'unchecked', await loopChecks());
  print('Loops on variables of the notebook, best of 5', 'tslab', await topLevelLoops());
  print('Printing, median of 3', 'tslab', await printing());
  return 0;
}

runCommand(main);
