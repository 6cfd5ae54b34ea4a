import { mayUse } from 'course';
import * as library from 'equivariant';
import { nbgraderMetadata, type Cell, type Notebook } from 'nbconvert-ts';
import { namesOf, neededNames, type Import } from './cellNames';
import { hashOf } from './manifest';
import type { Rebuilt } from './rebuild';

/** A code cell of a notebook, and its grade id if it has one. */
export interface CodeCell {
  id?: string;
  source: string;
}

/** A notebook as a student handed it in: an answer may depend on it. */
export interface OwnNotebook {
  cells: readonly CodeCell[];
  /** Files beside it, by their paths from there. */
  files: ReadonlyMap<string, Uint8Array>;
}

/** The code cells of a notebook, in order. */
export function codeCells({ cells }: Notebook): CodeCell[] {
  return cells
    .filter(({ cell_type: type }) => type === 'code')
    .map((cell) => {
      const id = gradeIdOf(cell);
      return { source: cell.source, ...(id !== undefined && { id }) };
    });
}

/** A cell's grade id, if it has one. */
export function gradeIdOf(cell: Cell): string | undefined {
  return nbgraderMetadata(cell)?.grade_id;
}

/** What a kernel runs: a cell, or the questions about a part of the answer. */
export type Step = { cell: CodeCell } | { question: Rebuilt['parts'][number] };

/** The answers, after the cells of the course whose names they use; the questions come last. */
export function inTheCourse({ shown, parts }: Rebuilt, sources: readonly string[]): Step[] {
  const found = neededNames(
    shown,
    sources.flatMap((source) => [...namesOf(source).uses]),
  );
  const before = shown.filter((_, index) => found[index]!.size > 0);
  return [
    ...[...before, ...sources].map((source) => ({ cell: { source } })),
    ...parts.map((question) => ({ question })),
  ];
}

/** The cells of a student in order, with the questions where the notebook checks its answers. */
export function asItStands({ parts, answers }: Rebuilt, { cells }: OwnNotebook): Step[] {
  const isAnswer = ({ id }: CodeCell): boolean => id !== undefined && answers.includes(id);
  const asked = parts.map((question) => {
    const checks = cells.map(({ source }) => checked(source, question.part));
    const place = checks.map((one) => one !== undefined).lastIndexOf(true);
    const expression = checks[place] ?? question.expression;
    const own = cells.map(isAnswer);
    const answer = place < 0 ? own.lastIndexOf(true) : own.indexOf(true);
    return { place: Math.max(place, answer), question: { ...question, expression } };
  });
  const end = Math.max(...asked.map(({ place }) => place));
  return cells
    .slice(0, end + 1)
    .flatMap((cell, index): Step[] => [
      { cell },
      ...asked.filter(({ place }) => place === index).map(({ question }) => ({ question })),
    ]);
}

/** What a cell passes to the check of a part. */
function checked(source: string, part: string): string | undefined {
  const calls = source.matchAll(/^\s*await check\(\s*['"`]([^'"`]+)['"`]\s*,\s*(\w+)/gm);
  return [...calls].find(([, checked]) => checked === part)?.[2];
}

/** Whether a cell of the student's, but none of the answer's own, declares what is checked. */
export function isElsewhere(rebuilt: Rebuilt, notebook: OwnNotebook): boolean {
  if (!notebook.cells.some((cell) => isOwn(rebuilt, cell))) return false;
  const { own, cells } = dependence(rebuilt, notebook);
  return (
    [...cells.values()].includes('other') &&
    rebuilt.parts.some(({ expression }) => own.includes(expression))
  );
}

/** Whether a cell is neither an answer to the exercise nor one of the course. */
function isOwn({ answers, released }: Rebuilt, { id, source }: CodeCell): boolean {
  return !answers.includes(id ?? '') && !released.has(hashOf(source));
}

/** What answers use of their notebook. */
export interface Dependence {
  /** Names and files of the student's that the grader does not have, or has otherwise. */
  own: string[];
  /** The cells that are used, directly or not. */
  cells: ReadonlyMap<CodeCell, 'answer' | 'other'>;
  /** Names that are used and declared only in cells that come too late. */
  below: string[];
  /** Names of the library that are used and that answers may not use. */
  restricted: string[];
  /** Modules beside the notebook that are not there. */
  missing: string[];
}

/** What the answers to an exercise use of the notebook that they stand in. */
export function dependence(rebuilt: Rebuilt, notebook: OwnNotebook): Dependence {
  const steps = asItStands(rebuilt, notebook);
  const before = steps.flatMap((step) => ('cell' in step ? [step.cell] : []));
  const asked = steps.flatMap((step) => ('question' in step ? [step.question.expression] : []));
  const all = notebook.cells.map(({ source }) => source);
  const found = neededNames(all, asked);
  const cells = new Map<CodeCell, 'answer' | 'other'>();
  const own = new Set<string>();
  for (const [index, cell] of before.entries()) {
    if (found[index]!.size === 0) continue;
    const isAnswer = rebuilt.answers.includes(cell.id ?? '');
    cells.set(cell, isAnswer ? 'answer' : 'other');
    if (!isOwn(rebuilt, cell)) continue;
    const { imports } = namesOf(cell.source);
    for (const name of found[index]!) {
      if (!isSame(rebuilt, name, imports.get(name))) own.add(name);
    }
  }
  const files = [...notebook.files.keys()];
  const texts = new Set([...cells.keys()].flatMap(({ source }) => [...namesOf(source).texts]));
  for (const file of files) if ([...texts].some((text) => names(text, file))) own.add(file);
  const declared = new Set(before.flatMap(({ source }) => [...namesOf(source).declares]));
  const used = new Set([...cells.keys()].flatMap(({ source }) => [...namesOf(source).uses]));
  const below = found.slice(before.length).flatMap((names) => [...names]);
  return {
    own: [...own],
    cells,
    below: [...new Set(below)].filter((name) => used.has(name) && !declared.has(name)),
    restricted: [...cells.keys()].flatMap((cell) => restrictedIn(rebuilt, cell, used)),
    missing: [...texts].filter(
      (text) => text.startsWith('./') && !files.some((file) => names(text, file)),
    ),
  };
}

/** The names that a cell imports from the library, if they are used and may not be. */
function restrictedIn(
  { notebook }: Rebuilt,
  { source }: CodeCell,
  used: ReadonlySet<string>,
): string[] {
  const { imports, inside } = namesOf(source);
  return [...imports].flatMap(([as, { module, name, isType }]) => {
    if (module !== 'equivariant' || isType || !(used.has(as) || inside.has(as))) return [];
    const candidates =
      name === '*' ? Object.keys(library).filter((one) => used.has(`.${one}`)) : [name];
    return candidates.filter((one) => one in library && !mayUse(notebook, one));
  });
}

/** Whether the course's notebook imports the same under that name. */
function isSame({ given }: Rebuilt, as: string, one: Import | undefined): boolean {
  const { imports } = namesOf(given[0]!);
  const own = imports.get(as);
  return one !== undefined && own?.module === one.module && own.name === one.name;
}

/** Whether a text in a cell is the path of a file, or that of a module without its ending. */
function names(text: string, file: string): boolean {
  const path = text.replace(/^\.\//, '');
  return path === file || path === file.replace(/(\/index)?\.\w+$/, '');
}
