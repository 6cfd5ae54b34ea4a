import * as os from 'node:os';
import { loopChecks, topLevelLoops } from './kernelSpeed/loops';
import { printing } from './kernelSpeed/printing';
import { table } from './kernelSpeed/Row';
import { roundTrips } from './kernelSpeed/roundTrips';

async function main(): Promise<void> {
  const [cpu] = os.cpus();
  console.log(`${os.cpus().length} x ${cpu?.model.trim() ?? 'CPU'}, Node ${process.version}`);
  const load = os.loadavg()[0]!.toFixed(1);
  console.log(`Other programs keep ${load} processors busy: close to 0 is right for measuring.\n`);
  console.log(table('Round trip of a cell, median of 40', 'tslab', await roundTrips()));
  console.log();
  console.log(
    table('Loops, three calls in a new cell, median of 5', 'unchecked', await loopChecks()),
  );
  console.log();
  console.log(
    table('Loops on variables of the notebook, best of 5', 'tslab', await topLevelLoops()),
  );
  console.log();
  console.log(table('Printing, median of 3', 'tslab', await printing()));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
