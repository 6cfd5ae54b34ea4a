import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The Python interpreter whose Jupyter packages the tests compare with. */
export const python =
  process.env.COURSE_PYTHON ??
  resolve(
    __dirname,
    '../../..',
    process.platform === 'win32'
      ? join('.venv', 'Scripts', 'python.exe')
      : join('.venv', 'bin', 'python'),
  );

/**
 * Runs a Python script that reads JSON from its standard input and prints JSON.
 *
 * @param script the script; `data` is the input, what it assigns to `result` is the output
 */
export function runPython<T>(script: string, data: unknown): T {
  const program = `import json, sys
sys.stdin.reconfigure(encoding='utf-8'); sys.stdout.reconfigure(encoding='utf-8')
data = json.load(sys.stdin)
${script}
print(json.dumps(result))`;
  const output = execFileSync(python, ['-c', program], {
    input: JSON.stringify(data),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return JSON.parse(output) as T;
}
