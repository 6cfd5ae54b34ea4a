import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkNbgrader, type Cell, type Notebook } from 'nbconvert-ts';
import { z } from 'zod';
import { studentFolder } from './notebooks';

/** A cell of a released notebook that a hand-in must have. */
export interface ManifestCell {
  gradeId: string;
  kind: Cell['cell_type'];
  /** Whether the student's answer goes into it; else it is locked. */
  isAnswer: boolean;
  points: number;
  /** Of its source as released. */
  sha256: string;
}

/** What was released, by the notebooks' names: what students have without the solutions. */
export type Manifest = Record<string, ManifestCell[]>;

const manifest: z.ZodType<Manifest> = z.record(
  z.string(),
  z.array(
    z.object({
      gradeId: z.string(),
      kind: z.enum(['code', 'markdown', 'raw']),
      isAnswer: z.boolean(),
      points: z.number(),
      sha256: z.string(),
    }),
  ),
);

export const manifestFile = path.join(studentFolder, 'manifest.json');

/** The graded, solution and locked cells of a student version. */
export function manifestCells(student: Notebook): ManifestCell[] {
  return checkNbgrader(student).map(({ gradeId, cellType, solution, points, index }) => ({
    gradeId,
    kind: cellType,
    isAnswer: solution,
    points,
    sha256: hashOf(student.cells[index]!.source),
  }));
}

/**
 * What was released.
 *
 * @throws Error in one line, if it is not there or is not what `npm run notebooks` writes
 */
export function readManifest(): Manifest {
  try {
    return manifest.parse(JSON.parse(fs.readFileSync(manifestFile, 'utf8')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(
      `${manifestFile}, which says what belongs into a hand-in, can't be read: ${problem.replaceAll(/\s+/g, ' ')}. "npm run notebooks" writes it.`,
      { cause: error },
    );
  }
}

/** Whether a cell holds an answer: its source is neither blank nor what was released. */
export function holdsAnswer(source: string, { sha256 }: Pick<ManifestCell, 'sha256'>): boolean {
  return source.trim() !== '' && hashOf(source) !== sha256;
}

/** Fingerprint of a cell's source; editors may change the space at its end. */
export function hashOf(source: string): string {
  return createHash('sha256').update(source.trimEnd()).digest('hex');
}
