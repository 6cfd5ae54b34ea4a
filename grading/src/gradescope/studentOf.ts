import { z } from 'zod';
import { limits } from '../limits';
import { parseJson } from '../results/readJsonFile';

const metadataFile = z.object({
  users: z.array(z.object({ name: z.string().optional() })).optional(),
});

/**
 * The name of the student who handed in, fit for a folder's name.
 *
 * @param metadata Gradescope's `submission_metadata.json`; undefined if there is none
 * @returns `student` if it names nobody
 */
export function studentOf(metadata = '{}'): string {
  const name = namesIn(metadata)
    .map((one) => one.replace(/[^\p{L}\p{N} .-]/gu, ' '))
    .join(' and ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .trim()
    .slice(0, limits.studentNameChars);
  return name || 'student';
}

function namesIn(metadata: string): string[] {
  try {
    return parseJson(metadata, metadataFile).users?.map(({ name = '' }) => name) ?? [];
  } catch {
    return [];
  }
}
