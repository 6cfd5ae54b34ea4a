import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, inFolder } from '../testing/program';

const imports = `
  import { createContext } from './support/Context.mjs';
  import { jupyterKernel } from './steps/jupyterKernel.mjs';
  const done = (root) => jupyterKernel(createContext({ root })).isDone();
  const run = (root) => jupyterKernel(createContext({ root })).run();`;

test('the kernel is registered in the project, and again when its folder has moved', () =>
  inFolder(async (folder) => {
    const [before, after] = [join(folder, 'before'), join(folder, 'after')];
    const call = (what: string, root: string): Promise<unknown> =>
      evaluate(imports, `${what}(${JSON.stringify(root)})`);
    expect(await call('done', before)).toBe(false);
    await call('run', before);
    expect(await call('done', before)).toBe(true);
    renameSync(before, after);
    expect(await call('done', after)).toBe(false);
    await call('run', after);
    const spec = readFileSync(join(after, '.venv/share/jupyter/kernels/tslab/kernel.json'), 'utf8');
    const { argv } = JSON.parse(spec) as { argv: string[] };
    expect(argv.slice(0, 2)).toEqual([
      process.execPath,
      join(after, 'node_modules/tslab/bin/tslab'),
    ]);
  }));
