import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeNumbers, notebookOf, restriction } from 'course';
import type { Notebook } from 'nbconvert-ts';
import { namesOf } from './cellNames';
import { codeCells, dependence, isElsewhere, type OwnNotebook } from './dependence';
import { rebuild } from './rebuild';

/** Of a file that is handed in with the notebooks; the grader reads no larger ones. */
const mostBytes = 2 ** 20;
const endings = ['', '.ts', '.js', '.json', '/index.ts', '/index.js'];

/**
 * The files of code beside notebooks that their cells name, and those that these name in turn.
 *
 * @returns by their paths from the folder
 */
export function filesBeside(
  folder: string,
  notebooks: readonly Notebook[],
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const take = (source: string, from: string): void => {
    for (const text of namesOf(source).texts) {
      const file = fileNamed(folder, path.join(from, text));
      if (file === undefined || files.has(file)) continue;
      const bytes = fs.readFileSync(path.join(folder, file));
      files.set(file, bytes);
      if (!file.endsWith('.json')) take(bytes.toString(), path.dirname(file));
    }
  };
  for (const notebook of notebooks) for (const { source } of codeCells(notebook)) take(source, '.');
  return files;
}

function fileNamed(folder: string, name: string): string | undefined {
  return endings
    .map((ending) => path.normalize(name + ending))
    .filter((file) => /^(?!\.|node_modules|progress)[^\0]*\.(?:[cm]?[jt]sx?|json)$/.test(file))
    .find((file) => {
      const status = fs.lstatSync(path.join(folder, file), { throwIfNoEntry: false });
      return status?.isFile() && status.size <= mostBytes;
    });
}

/**
 * What a student should know of the answers in a notebook: on what they depend there, and what the
 * grader will not have.
 *
 * @param answered grade ids
 */
export function remarksOn(
  name: string,
  notebook: OwnNotebook,
  answered: readonly string[],
): string[] {
  return codeNumbers.flatMap((exercise) => {
    if (!name.startsWith(`${notebookOf(exercise)}-`)) return [];
    const rebuilt = rebuild(exercise);
    const isAnswered = rebuilt.answers.some((id) => answered.includes(id));
    if (!isAnswered && !isElsewhere(rebuilt, notebook)) return [];
    const { own, below, restricted, missing } = dependence(rebuilt, notebook);
    const course = new Set(
      [...rebuilt.given, ...rebuilt.shown].flatMap((source) => [...namesOf(source).declares]),
    );
    const further = own.filter((one) => !course.has(one) && !one.startsWith('.'));
    return [
      ...restricted.map((one) => `Exercise ${exercise}: ${restriction(rebuilt.notebook, one)}`),
      ...below.map(
        (one) =>
          `Exercise ${exercise} uses ${one}, which only a cell below its check declares: move that cell up.`,
      ),
      ...missing.map(
        (one) => `Exercise ${exercise} uses ${one}, and there is no such file beside the notebook.`,
      ),
      ...(further.length > 0
        ? [
            `Exercise ${exercise} uses ${further.join(', ')} of other cells or files of yours. It is graded with them: run the whole notebook once, from top to bottom, to see that its check passes.`,
          ]
        : []),
    ];
  });
}
