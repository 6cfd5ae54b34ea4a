import { describeMachine, runCommand, thisMachine } from './command';
import { loopChecks, topLevelLoops } from './kernelSpeed/loops';
import { printing } from './kernelSpeed/printing';
import { table } from './kernelSpeed/Row';
import { roundTrips } from './kernelSpeed/roundTrips';

const tables = [
  { title: 'Round trip of a cell, median of 40', other: 'tslab', measure: roundTrips },
  {
    title: 'Loops, three calls in a new cell, median of 5',
    other: 'unchecked',
    measure: loopChecks,
  },
  {
    title: 'Loops on variables of the notebook, best of 5',
    other: 'tslab',
    measure: topLevelLoops,
  },
  { title: 'Printing, median of 3', other: 'tslab', measure: printing },
];

async function main(): Promise<number> {
  console.log(describeMachine(thisMachine()));
  for (const { title, other, measure } of tables) {
    console.log(`${table(title, other, await measure())}\n`);
  }
  return 0;
}

runCommand(main);
