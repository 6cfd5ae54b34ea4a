/** Hexadecimal digits of the fingerprint in a file's name. */
export const hashLength = 8;

/** The name of the file with a saved training run, from the run's name and fingerprint. */
export function weightsFile(name: string, hash: string): string {
  return `${name}-${hash}.weights`;
}
