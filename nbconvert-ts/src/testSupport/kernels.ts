import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernelPaths } from '../execute/kernelspec';
import type { Cell, CodeCell, Notebook } from '../format/notebook';
import { python } from './python';

/**
 * Writes a kernel's folder.
 *
 * @param spec what its `kernel.json` holds
 * @returns the folder that holds kernels' folders
 */
export function installKernel(name: string, spec: Record<string, unknown>): string {
  const prefix = mkdtempSync(join(tmpdir(), 'kernels-'));
  const folder = join(prefix, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'kernel.json'),
    JSON.stringify({ display_name: name, language: 'typescript', ...spec }),
  );
  return prefix;
}

/** Where the Python kernel of the tests' interpreter is installed. */
export function pythonKernelPaths(): string[] {
  const prefix = execFileSync(python, ['-c', 'import sys; print(sys.prefix)'], {
    encoding: 'utf8',
  });
  return kernelPaths({}, [prefix.trim()]);
}

/** Where plain tslab is installed as a kernel, under the name `tslab`. */
export function tslabKernelPaths(): string[] {
  const tslab = require.resolve('tslab/bin/tslab');
  const argv = [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'];
  return [installKernel('tslab', { argv })];
}

/**
 * A notebook of code cells.
 *
 * @param cells code, or code with tags
 */
export function codeNotebook(
  kernel: string,
  cells: readonly (string | { source: string; tags: string[] })[],
): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel, display_name: kernel } },
    cells: cells.map((cell, i): CodeCell => {
      const { source, tags } = typeof cell === 'string' ? { source: cell, tags: [] } : cell;
      return {
        cell_type: 'code',
        id: `cell-${i}`,
        metadata: tags.length > 0 ? { tags } : {},
        source,
        outputs: [],
        execution_count: null,
      };
    }),
  };
}

/** All that a code cell printed. */
export function printed(cell: Cell | undefined): string {
  if (cell?.cell_type !== 'code') return '';
  return cell.outputs
    .map((output) => (output.output_type === 'stream' ? output.text : ''))
    .join('');
}

/** Whether a process runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
