import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeNumbers, notebookOf, restriction } from 'course';
import type { Notebook } from 'nbconvert-ts';
import { namesOf } from './cellNames';
import { codeCells, dependence, isElsewhere, type OwnNotebook } from './dependence';
import { rebuild } from './rebuild';

/** Of a file that is handed in with the notebooks; the grader reads no larger ones. */
const mostBytes = 2 ** 20;
/** Of a picture. */
const mostPictureBytes = 20 * 2 ** 20;
const endings = ['', '.ts', '.js', '.json', '/index.ts', '/index.js'];

/** Where a text in Markdown names a picture. */
const pictured =
  /!\[[^\]]*\]\(\s*(?:<([^>\n]+)>|([^)\s]+))|<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)|^ {0,3}\[[^\]]+\]:\s*(\S+)/gim;

/**
 * The files beside notebooks that their cells name: pictures in texts, code and data in code, and
 * what these name in turn.
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
      if (/[jt]sx?$/.test(file)) take(bytes.toString(), path.dirname(file));
    }
  };
  for (const notebook of notebooks) {
    for (const { source } of codeCells(notebook)) take(source, '.');
    const texts = notebook.cells.filter(({ cell_type: type }) => type === 'markdown');
    for (const [, ...names] of texts.flatMap(({ source }) => [...source.matchAll(pictured)])) {
      const name = path.normalize(decoded(names.find((one) => one !== undefined)!));
      const isPicture = /^(?!\.)[^\0:]*\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i.test(name);
      if (isPicture && isFile(folder, name, mostPictureBytes)) {
        files.set(name, fs.readFileSync(path.join(folder, name)));
      }
    }
  }
  return files;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Files beside a notebook that its cells may use, and that are handed in with it. */
export const usableFile = /\.([cm]?[jt]sx?|json|csv|tsv|txt)$/i;

function fileNamed(folder: string, name: string): string | undefined {
  return endings
    .map((ending) => path.normalize(name + ending))
    .filter((file) => /^(?!\.|node_modules|progress)[^\0]*$/.test(file) && usableFile.test(file))
    .find((file) => isFile(folder, file, mostBytes));
}

function isFile(folder: string, file: string, most: number): boolean {
  const status = fs.lstatSync(path.join(folder, file), { throwIfNoEntry: false });
  return !!status?.isFile() && status.size <= most;
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
