import { networkParts, type NetworkPartName } from '../exercises';

/** The name of the file with the weights of a part's network in a hand-in. */
export function handedInWeights(part: NetworkPartName): string {
  return `${part}.weights`;
}

/**
 * The part whose trained network is in a file, by the file's name among saved runs or in a hand-in.
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
