import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, runCommand } from './command';
import { killAndResume } from './grading/kills';
import { scale } from './grading/scale';
import { throughput } from './grading/throughput';

const usage = `Usage: npm run grade-bench -- throughput | kills | scale [--students N] [--kills N] [--seed N]

  throughput  grades one class (20 students) with nbgrader and with this project
  kills       kills the grader 20 times at random moments (30 students), and compares the marks
  scale       measures the grader's time and memory for classes of 10 to 1,000 students`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      students: { type: 'string' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const studentsOr = (usual: number): number => Number(values.students ?? usual);
  const build = resolve(__dirname, '../../build');
  mkdirSync(build, { recursive: true });
  const folder = mkdtempSync(join(build, 'grade-bench-'));
  console.log(describeMachine());
  try {
    switch (positionals[0]) {
      case 'throughput': {
        const { ours, nbgrader } = await throughput(folder, studentsOr(20), console.log);
        console.log(`nbgrader takes ${(nbgrader / ours).toFixed(2)} times as long.`);
        return 0;
      }
      case 'kills': {
        const { kills, seed } = values;
        const options = { students: studentsOr(30), kills: Number(kills), seed: Number(seed) };
        return (await killAndResume(folder, options, console.log)) ? 0 : 1;
      }
      case 'scale': {
        const sizes = [10, 30, 100, 300, 1000].filter((size) => size <= studentsOr(1000));
        const costs = await scale(folder, sizes, console.log);
        for (const { students, seconds, megabytes } of costs) {
          console.log(
            `${String(students).padStart(5)} students: ${seconds.toFixed(0)} s, ${(seconds / students).toFixed(2)} s each, ${megabytes.toFixed(0)} MB`,
          );
        }
        return 0;
      }
      default:
        console.error(usage);
        return 2;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

runCommand(main);
