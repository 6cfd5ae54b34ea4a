import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';

/** A student, and where the submission lies. */
export interface Submitted {
  student: string;
  place: string;
}

/**
 * Lists the submissions in a folder, sorted by student: each folder and each file is one, except
 * files that the operating system adds. An archive is named after its student.
 *
 * @throws Error in one line if the folder is missing or empty, or has two submissions of one
 *   student
 */
export function listSubmissions(folder: string): Submitted[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new Error(
      `The submissions can’t be read: ${(error as Error).message}. Give the folder that holds one folder or archive for each student.`,
      { cause: error },
    );
  }
  const submitted = entries
    .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
    .map((entry): Submitted => {
      const isArchive = !entry.isDirectory() && /\.zip$/i.test(entry.name);
      return {
        student: isArchive ? parse(entry.name).name : entry.name,
        place: join(folder, entry.name),
      };
    })
    .sort((a, b) => (a.student < b.student ? -1 : 1));
  if (submitted.length === 0) throw new Error(`There is no submission in ${folder}.`);
  const twice = submitted.find(({ student }, index) => submitted[index + 1]?.student === student);
  if (twice) {
    throw new Error(
      `${twice.student} has handed in a folder and an archive: keep one of them in ${folder}.`,
    );
  }
  return submitted;
}
