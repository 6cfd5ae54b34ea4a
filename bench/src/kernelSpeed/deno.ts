import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const installed = join(root, '.cache/deno');
const program = join(installed, 'node_modules/.bin/deno');
let isMissing = false;

/**
 * Deno, from the npm registry; undefined where it can't be had. On first use it is installed, with
 * the versions of `peers/deno`: 50 MB that only this comparison needs.
 */
export function denoProgram(): string | undefined {
  if (isMissing) return undefined;
  if (!existsSync(program)) {
    mkdirSync(installed, { recursive: true });
    cpSync(join(root, 'bench/peers/deno'), installed, { recursive: true });
    spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: installed, stdio: 'ignore' });
    isMissing = !existsSync(program);
    if (isMissing) console.log('Without Deno: it can’t be installed from the npm registry.\n');
  }
  return isMissing ? undefined : program;
}
