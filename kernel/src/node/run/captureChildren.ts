import childProcess from 'node:child_process';

type Stdio = childProcess.StdioOptions | undefined;
interface Result {
  stdout?: Buffer | string | null;
  stderr?: Buffer | string | null;
}

/**
 * Shows in the cell what child processes write to streams that they inherit: those lead to the
 * terminal of Jupyter's server.
 */
export function captureChildren(): void {
  const functions = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['execSync', 'execFileSync', 'spawnSync']) {
    const original = functions[name]!;
    functions[name] = (...args) => {
      const piped = withPipes(args);
      if (!piped) return original(...args);
      try {
        if (name === 'spawnSync') return write(original(...piped) as Result);
        // Without a word on streams, Node itself hands the errors on.
        const options = { ...(piped.pop() as object), stdio: undefined };
        write({ stdout: original(...piped, options) as Buffer });
        return null;
      } catch (error) {
        write({ stdout: (error as Result).stdout ?? null });
        throw error;
      }
    };
  }
  const original = functions.spawn!;
  functions.spawn = (...args) => {
    const piped = withPipes(args);
    if (!piped) return original(...args);
    const child = original(...piped) as childProcess.ChildProcess;
    child.stdout?.on('data', (data: Buffer) => process.stdout.write(data));
    child.stderr?.on('data', (data: Buffer) => process.stderr.write(data));
    return child;
  };
}

/** The arguments with pipes in the place of inherited streams; undefined if there are none. */
function withPipes(args: readonly unknown[]): unknown[] | undefined {
  const options = args.at(-1) as { stdio?: Stdio } | undefined;
  const stdio = options?.stdio;
  const parts = typeof stdio === 'string' ? [stdio, stdio, stdio] : (stdio ?? []);
  if (!parts.slice(1).some((part, index) => isInherited(part, index + 1))) return undefined;
  const [input, ...outputs] = parts;
  const piped = [
    input === 'inherit' ? 'ignore' : input,
    ...outputs.map((part, index) => (isInherited(part, index + 1) ? 'pipe' : part)),
  ];
  return [...args.slice(0, -1), { ...options, stdio: piped }];
}

function isInherited(part: unknown, stream: number): boolean {
  return (
    part === 'inherit' ||
    (stream < 3 && (part === 1 || part === 2)) ||
    part === process.stdout ||
    part === process.stderr
  );
}

function write<R extends Result>(result: R): R {
  if (result.stdout) process.stdout.write(result.stdout);
  if (result.stderr) process.stderr.write(result.stderr);
  return result;
}
