/*
 * A line of input in shared memory, for a worker that waits for it without a turn: its length in
 * bytes, or -1 where there is none since the cell is to stop, and the bytes.
 */

const head = 4;
/** What is longer is cut. */
const most = 1 << 20;

export const newLine = (): SharedArrayBuffer => new SharedArrayBuffer(head + most);

export function writeLine(memory: SharedArrayBuffer, line: string | undefined): void {
  const [length] = [new Int32Array(memory, 0, 1)];
  if (line === undefined) {
    length[0] = -1;
    return;
  }
  const bytes = new TextEncoder().encode(line).subarray(0, most);
  new Uint8Array(memory, head).set(bytes);
  length[0] = bytes.length;
}

export function readLine(memory: SharedArrayBuffer): string | undefined {
  const length = new Int32Array(memory, 0, 1)[0]!;
  // A decoder takes no shared memory.
  return length < 0
    ? undefined
    : new TextDecoder().decode(new Uint8Array(memory, head, length).slice());
}
