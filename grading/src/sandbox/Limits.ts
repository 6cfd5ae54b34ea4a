/** What a program in a sandbox may use. */
export interface Limits {
  /** Processor time of the program, in seconds. */
  cpuSeconds: number;
  /** Time until it is killed, in seconds. */
  wallSeconds: number;
  /** Memory that it may write, in bytes. */
  memoryBytes: number;
  /** Size of each file that it writes, in bytes. */
  fileBytes: number;
  /** Size of all that it writes to `/tmp`, in bytes. */
  tmpBytes: number;
}

const gibibyte = 2 ** 30;

/** Enough for every answer of the course, on a slow machine. */
export const usualLimits: Limits = {
  cpuSeconds: 300,
  wallSeconds: 300,
  memoryBytes: 4 * gibibyte,
  fileBytes: 64 * 2 ** 20,
  tmpBytes: 256 * 2 ** 20,
};
