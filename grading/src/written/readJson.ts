import type { IncomingMessage } from 'node:http';

/** More than any mark, in bytes. */
const longest = 100_000;

/**
 * The JSON that a request brings.
 *
 * @throws Error in one line, if it brings something else, or too much
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') {
    throw new Error('Expected application/json.');
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longest) throw new Error(`Expected at most ${longest} bytes.`);
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    throw new Error(`Expected JSON: ${(error as Error).message}.`, { cause: error });
  }
}
