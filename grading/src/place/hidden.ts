import { hideCell } from 'typescript-kernel/hidden';

/** A cell to run, and its compiled form. */
export interface CompiledSource {
  source: string;
  /** For the kernel; undefined where the kernel must compile the cell itself. */
  compiled?: unknown;
}

/** What a sandbox sees in the place of a cell that it may run, but not read. */
const source = '// Given by the course.';

/** A cell that runs this script, whose text never enters the sandbox. */
export function hidden(output: string): CompiledSource {
  const plain = { diagnostics: [], awaits: false, imports: [], map: '', output };
  return { source, compiled: hideCell(plain) };
}

/**
 * The course's cells before an answer. The first one only imports; all others hold answers, so they
 * are hidden.
 *
 * @throws Error if they are not compiled
 */
export function hiddenAnswers([first, ...others]: readonly CompiledSource[]): CompiledSource[] {
  if (!first) return [];
  return [
    first,
    ...others.map(({ compiled }) => {
      if (!compiled) throw new Error('The compiler has failed.');
      return { source, compiled: hideCell(compiled as Parameters<typeof hideCell>[0]) };
    }),
  ];
}
