/**
 * Splits a stream of bytes into lines, one at a time: however long the file is, no more of it
 * is in memory than a line and a piece of the stream. The last line need not end in a line break.
 *
 * @param stream pieces of bytes
 * @param longest bytes that a line may have
 * @returns the lines' bytes, without the line feed
 * @throws Error that says that a line is too long, to follow "file, line n: "
 * @example for await (const line of readLines(createReadStream(path), 1000)) console.log(line.toString());
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let start = 0;
    for (let end; (end = bytes.indexOf('\n', start)) >= 0; start = end + 1) {
      yield bytes.subarray(start, end);
    }
    rest = bytes.subarray(start);
    if (rest.length > longest) throw new Error(`longer than ${longest} bytes.`);
  }
  if (rest.length > 0) yield rest;
}
