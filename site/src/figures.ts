import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashOf, notebookNames, root, solution, studentVersion } from 'course-notebooks';
import { validate } from 'course-notebooks/validate';
import {
  mapCells,
  nbgraderMetadata,
  preprocess,
  type Cell,
  type Notebook,
  type Output,
} from 'nbconvert-ts';

/** What the course's own solutions show, by the fingerprint of a cell's code. */
type Figures = Record<string, Output[]>;

/** They are kept with the sources: to make them takes minutes, and networks to train. */
const folder = path.join(root, 'site/figures');

/** Runs the solutions, with short trainings, and keeps what they show. */
export async function makeFigures(say: (line: string) => void): Promise<void> {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of notebookNames()) {
    say(name);
    const { executed, problems } = await validate(solution(name), { quick: true }, () => undefined);
    for (const problem of problems) say(problem);
    fs.writeFileSync(fileOf(name), `${JSON.stringify(figuresOf(executed), null, 1)}\n`);
  }
}

/** The figures of an executed solution that give nothing away. */
export function figuresOf(executed: Notebook): Figures {
  const student = studentVersion(executed);
  return Object.fromEntries(
    executed.cells.flatMap((cell, index) => {
      const { source } = student.cells[index]!;
      const outputs =
        cell.cell_type === 'code' && mayBeSeen(cell) ? cell.outputs.flatMap(small) : [];
      return outputs.length > 0 ? [[hashOf(source), outputs]] : [];
    }),
  );
}

function mayBeSeen(cell: Cell): boolean {
  return !nbgraderMetadata(cell)?.solution && !/^\s*await check(Trained)?\(/m.test(cell.source);
}

/** An output without what a page to read has no use for. */
function small(output: Output): Output[] {
  if (output.output_type === 'error') return [];
  if (!('data' in output)) return [output];
  const picture = output.data['image/png'];
  if (picture === undefined) return [output];
  const data = { 'image/png': picture, 'text/plain': output.data['text/plain'] ?? '' };
  return [{ ...output, data }];
}

/** A student's notebook with the figures that belong to its code as it is now. */
export function withFigures(name: string): Notebook {
  const file = fileOf(name);
  const figures = fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Figures)
    : ({} as Figures);
  const show = mapCells((cell) => {
    const outputs = figures[hashOf(cell.source)];
    return cell.cell_type === 'code' && outputs ? { ...cell, outputs } : cell;
  });
  return preprocess(studentVersion(solution(name)), show);
}

function fileOf(name: string): string {
  return path.join(folder, `${name}.json`);
}
