import { cpus, loadavg } from 'node:os';

/** Runs a command: its result is the exit code; an error becomes a message and exit code 1. */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}

/** The machine and its load. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0]!.toFixed(1);
  return (
    `${cpus().length} x ${cpu?.model.trim() ?? 'CPU'}, Node ${process.version}\n` +
    `Other programs keep ${load} processors busy; for measurements it should be near 0.\n`
  );
}
