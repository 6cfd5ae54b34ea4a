import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const dist = resolve(__dirname, '../../../dist');

/** Runs guarded code again and again, while another thread stops it again and again. */
const program = `
const { Worker } = require('node:worker_threads');
const { SharedState } = require('./core/run/SharedState');
const { Guard } = require('./node/run/Guard');
const state = new SharedState();
process.on('SIGINT', () => undefined);
const guard = new Guard(state);
const stopper = \`
  const { workerData } = require('node:worker_threads');
  const { SharedState } = require('./core/run/SharedState');
  const { stopGuarded } = require('./node/run/Guard');
  const state = new SharedState(workerData);
  setInterval(() => { for (let trial = 0; trial < 50; trial++) stopGuarded(state, false); }, 1);
\`;
let [stops, ends] = [0, 0];
function turn() {
  try {
    guard.run(() => { for (let step = 0; step < 20_000; step++) Math.sqrt(step); });
    ends++;
  } catch (error) {
    if (error.code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw error;
    stops++;
  }
  if (stops < 50 || ends < 500) setImmediate(turn);
  else process.exit();
}
new Worker(stopper, { eval: true, workerData: state.buffer }).on('online', turn);
`;

test('a stop at the very end of guarded code does not end the process', () => {
  const { status, signal, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: dist });
  expect([status, signal, stderr.toString()]).toEqual([0, null, '']);
});
