import Ajv, { type ValidateFunction } from 'ajv';
import type { Cell, Notebook } from '../format/notebook';
import { describeCell, nbgraderMetadata, type NbgraderMetadata } from './nbgraderMetadata';

/** A cell with nbgrader's metadata. */
export interface NbgraderCell {
  /** Its place in the notebook, from 0. */
  index: number;
  cellType: Cell['cell_type'];
  gradeId: string;
  grade: boolean;
  solution: boolean;
  locked: boolean;
  task: boolean;
  /** 0 if the cell gives none. */
  points: number;
}

/** Compiled on first use. */
let compiled: ValidateFunction | undefined;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['schema_version', 'grade', 'locked', 'solution'],
  properties: {
    schema_version: { const: 3 },
    grade: { type: 'boolean' },
    locked: { type: 'boolean' },
    solution: { type: 'boolean' },
    task: { type: 'boolean' },
    grade_id: { type: 'string', pattern: '^[a-zA-Z0-9_-]*$' },
    points: { type: 'number', minimum: 0 },
    checksum: { type: 'string', minLength: 32, maxLength: 32 },
    cell_type: { enum: ['raw', 'code', 'markdown'] },
  },
};

/**
 * Checks nbgrader's metadata (schema version 3) as nbgrader does, and lists the cells that have it.
 *
 * @param notebook the notebook
 * @returns the cells that are graded, solutions or locked, in order
 * @throws Error that lists all problems and names the cells
 * @example
 * const total = checkNbgrader(notebook).reduce((sum, { points }) => sum + points, 0);
 */
export function checkNbgrader(notebook: Notebook): NbgraderCell[] {
  const validate = (compiled ??= new Ajv({ allErrors: true }).compile(schema));
  const firstWithId = new Map<string, number>();
  const problems: string[] = [];
  const cells = notebook.cells.flatMap((cell, index): NbgraderCell[] => {
    if (cell.metadata.nbgrader === undefined) return [];
    const found = cellProblems(cell, validate);
    const nbgrader = (nbgraderMetadata(cell) ?? {}) as NbgraderMetadata;
    const { grade, solution, locked, task = false, points = 0, grade_id: gradeId = '' } = nbgrader;
    if (!grade && !solution && !locked && found.length === 0) return [];
    const earlier = firstWithId.get(gradeId);
    if (earlier !== undefined) found.push(`its grade_id is also that of cell ${earlier + 1}`);
    else if (gradeId !== '') firstWithId.set(gradeId, index);
    problems.push(...found.map((problem) => `${describeCell(cell, index)}: ${problem}`));
    return [{ index, cellType: cell.cell_type, gradeId, grade, solution, locked, task, points }];
  });
  if (problems.length > 0)
    throw new Error(`nbgrader's metadata is wrong:\n  ${problems.join('\n  ')}`);
  return cells;
}

function cellProblems(cell: Cell, validate: ValidateFunction): string[] {
  if (!validate(cell.metadata.nbgrader)) {
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = (params as { additionalProperty?: string }).additionalProperty;
      if (extra !== undefined) return `unexpected property "${extra}"`;
      if (instancePath === '/schema_version') return 'schema_version must be 3';
      return `${instancePath.slice(1)} ${message ?? ''}`.trim();
    });
  }
  const {
    grade,
    solution,
    locked,
    task,
    grade_id: gradeId,
    points,
  } = cell.metadata.nbgrader as NbgraderMetadata;
  const problems: string[] = [];
  if ((grade || solution || locked) && !gradeId) problems.push('lacks a grade_id');
  if (grade && points === undefined) problems.push('is graded, but has no points');
  if (task && cell.cell_type !== 'markdown') problems.push('is a task, but not a Markdown cell');
  if (!task && cell.cell_type === 'markdown' && grade !== solution) {
    problems.push('is a Markdown cell, which must be both graded and a solution or neither');
  }
  return problems;
}
