import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from 'course-notebooks';

/**
 * The code blocks of a page that name a file behind their language.
 *
 * @returns the code by the file's name
 */
export function examplesIn(page: string): Map<string, string> {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = text.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, file, code]) => [file!, code!]));
}
