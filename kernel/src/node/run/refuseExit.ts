import { refuse } from '../../core/run/refuse';

/**
 * Makes `process.exit()` and its like throw: they would end the kernel, and with it all variables.
 */
export function refuseExit(): void {
  process.exit = refuse('process.exit()');
  process.abort = refuse('process.abort()');
  const kill = process.kill.bind(process);
  process.kill = (pid, signal) => {
    if (Number(pid) === process.pid && signal !== 0)
      refuse('process.kill() on the kernel itself')();
    return kill(pid, signal);
  };
}
