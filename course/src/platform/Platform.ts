/** The folder of saved training runs, beside the notebook. */
export const progressFolder = 'progress';

/** What the package needs from the platform it runs on. */
export interface Platform {
  /** How much notebooks train, if not everything: `1` or `middle`. */
  wantedPlan(): string | undefined;
  /** How many test digits there are at most. */
  readonly testDigits: number;
  /** The SHA-256 digest, in hexadecimal. */
  sha256(text: string): string;
  /** The names of the files in {@link progressFolder}. */
  savedRuns(): string[];
  /** Removes one of them. */
  removeRun(file: string): void;
  /** A file that comes with the course, from its folder `stored/`. */
  stored(file: string): Uint8Array;
}
