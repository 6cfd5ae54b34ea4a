import { isNetwork, isPart, type NetworkPartName, type Part } from 'course';

/** What a cell's check is asked. */
export interface Check<P extends Part = Part> {
  part: P;
  /** The expression that gives the answer; for a trained network, the network and its accuracy. */
  expression: string;
}

/**
 * The checks of answers in a cell: lines such as `await check('2.3', LiftingConv2d);`.
 *
 * @throws Error if a check names a part that no exercise has
 */
export function checksIn(source: string): Check[] {
  return [...source.matchAll(/^await check\('([^']+)', (\w+)\);$/gm)].map(([line, part, name]) => {
    if (!isPart(part!)) throw unknown(line);
    return { part, expression: name! };
  });
}

/**
 * The checks of trained networks in a cell: lines such as `await checkTrained('3.2', model,
 * accuracy, plan);`.
 *
 * @throws Error if a check names a part whose answer is no network
 */
export function trainedChecksIn(source: string): Check<NetworkPartName>[] {
  const lines = source.matchAll(/^await checkTrained\('([^']+)', (\w+, .+), plan\);$/gm);
  return [...lines].map(([line, part, given]) => {
    if (!isPart(part!) || !isNetwork(part)) throw unknown(line);
    return { part, expression: given! };
  });
}

/** Whether a line of a cell checks an answer. */
export function isCheck(line: string): boolean {
  return line.startsWith('await check(');
}

function unknown(line: string): Error {
  return new Error(`No exercise of the course has what this check names: ${line}`);
}
