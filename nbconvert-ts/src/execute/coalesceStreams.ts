import type { Output, StreamOutput } from '../format/notebook';
import { overwrite } from '../format/terminalText';

/**
 * Merges all that a cell printed to the same stream into one output, and applies carriage returns
 * and backspaces, as nbclient's `coalesce_streams` does. Text then precedes displays that came
 * between.
 *
 * @param outputs a cell's outputs; they are not changed
 * @returns the outputs with at most one of each stream
 */
export function coalesceStreams(outputs: readonly Output[]): Output[] {
  const streams = new Map<string, StreamOutput>();
  const merged: Output[] = [];
  for (const output of outputs) {
    if (output.output_type !== 'stream') {
      merged.push(output);
      continue;
    }
    const stream = streams.get(output.name);
    if (stream) stream.text += output.text;
    else {
      const copy = { ...output };
      streams.set(output.name, copy);
      merged.push(copy);
    }
  }
  for (const stream of streams.values()) stream.text = overwrite(stream.text);
  // The two streams arrive in no certain order: standard output comes first.
  merged.forEach((output, i) => {
    const next = merged[i + 1];
    if (isStream(output, 'stderr') && next && isStream(next, 'stdout')) {
      merged[i] = next;
      merged[i + 1] = output;
    }
  });
  return merged;
}

function isStream(output: Output, name: string): boolean {
  return output.output_type === 'stream' && output.name === name;
}
