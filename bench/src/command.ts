import { cpus, loadavg, totalmem } from 'node:os';

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

/** What a measurement depends on. */
export interface Machine {
  processor: string;
  threads: number;
  gigabytes: number;
  /** Processors that other programs keep busy. */
  load: number;
  /** Node's version. */
  node: string;
}

/** The machine that runs this. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'CPU',
    threads: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0]!,
    node: process.version,
  };
}

/** A machine in two lines. */
export function describeMachine({ processor, threads, node, load }: Machine): string {
  return (
    `${threads} x ${processor}, Node ${node}\n` +
    `Other programs keep ${load.toFixed(1)} processors busy; for measurements it should be near 0.\n`
  );
}
