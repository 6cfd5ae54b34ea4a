import { networkParts, type NetworkPartName } from '../exercises';

/** Hexadecimal digits of the fingerprint in a file's name. */
export const hashLength = 8;

/**
 * The name of the file in which a training is kept, by the name and the fingerprint of the
 * training.
 */
export function weightsFile(name: string, hash: string): string {
  return `${name}-${hash}.weights`;
}

/** The name of the file in which a hand-in holds the weights of a part's network. */
export function handedInWeights(part: NetworkPartName): string {
  return `${part}.weights`;
}

/**
 * Which part's trained network a file holds, by its name: as a training keeps it, or as a hand-in
 * holds it.
 *
 * @example
 * networkOfWeights('3.2-0a1b2c3d.weights'); // '3.2'
 * networkOfWeights('3.2-upright-0a1b2c3d.weights'); // undefined: another training
 */
export function networkOfWeights(file: string): NetworkPartName | undefined {
  return networkParts.find(
    (part) =>
      file === handedInWeights(part) ||
      (file.startsWith(`${part}-`) && /^[0-9a-f]{8}\.weights$/.test(file.slice(part.length + 1))),
  );
}
