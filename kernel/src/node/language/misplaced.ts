import { resolve } from 'node:path';
import type { CompiledCell } from '../../core/compile/CompiledCell';
import type { Diagnostic } from '../../core/compile/Diagnostic';

/** The project, where the packages of its notebooks are. */
const project = resolve(__dirname, '../../../..');

/**
 * A cell that misses packages which are there where the kernel is says the one cause: its notebook
 * is elsewhere. Other cells stay as they are.
 */
export function withPlace(cell: CompiledCell): CompiledCell {
  const misplaced = cell.diagnostics.find(isOutOfReach);
  return misplaced ? { ...cell, diagnostics: [outside(misplaced)] } : cell;
}

/** The package that a diagnostic misses, if it misses one. */
function missing({ code, message }: Diagnostic): string | undefined {
  return code === 2307 ? /module '([^.'][^']*)'/.exec(message)?.[1] : undefined;
}

function isOutOfReach(diagnostic: Diagnostic): boolean {
  const name = missing(diagnostic);
  if (name === undefined) return false;
  try {
    require.resolve(name, { paths: [project] });
    return true;
  } catch {
    return false;
  }
}

function outside(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    code: 0,
    message: `This notebook is outside the course: it is in ${process.cwd()}, from where '${missing(diagnostic)}' can't be found.`,
    details: [`Move it into the course's folder, ${project}/notebooks/student, and open it there.`],
  };
}
