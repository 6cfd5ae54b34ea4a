import { readFileSync } from 'node:fs';
import type { ZodError, ZodType } from 'zod';

/**
 * Reads a JSON file and checks what it holds.
 *
 * @throws Error in one line that names the file, if it can't be read or holds something else
 */
export function readJsonFile<T>(file: string, schema: ZodType<T>): T {
  try {
    return parseJson(readFileSync(file, 'utf8'), schema);
  } catch (error) {
    throw new Error(`${file} can’t be read: ${(error as Error).message}.`, { cause: error });
  }
}

/**
 * Parses JSON and checks what it holds.
 *
 * @throws Error in one line that says what is wrong first
 *
 * @example
 * parseJson('{"seed": "x"}', z.object({ seed: z.int() }));
 * // Error: seed: Invalid input: expected int, received string
 */
export function parseJson<T>(text: string, schema: ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text, with its line ends.
    throw new Error((error as Error).message.replace(/\s+/g, ' '), { cause: error });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  throw new Error(firstProblem(checked.error), { cause: checked.error });
}

function firstProblem({ issues }: ZodError): string {
  const { path, message } = issues[0]!;
  const where = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return where === '' ? message : `${where}: ${message}`;
}
