import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, inFolder } from '../testing/program';

const imports = `
  import { createContext } from './support/Context.mjs';
  import { jupyterKernel } from './steps/jupyterKernel.mjs';
  const done = (root) => jupyterKernel(createContext({ root })).isDone();
  const run = (root) => jupyterKernel(createContext({ root })).run();`;

interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode?: string;
}

test('the kernels are registered in the project, and again when its folder has moved', () =>
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
    const spec = (kernel: string): KernelSpec =>
      JSON.parse(
        readFileSync(join(after, '.venv/share/jupyter/kernels', kernel, 'kernel.json'), 'utf8'),
      ) as KernelSpec;
    const [own, tslab] = [spec('typescript'), spec('tslab')];
    expect(own.argv).toEqual([
      process.execPath,
      join(after, 'kernel/dist/main.js'),
      '{connection_file}',
    ]);
    expect(tslab.argv.slice(0, 2)).toEqual([
      process.execPath,
      join(after, 'node_modules/tslab/bin/tslab'),
    ]);
    // A signal would not reach a loop that comes after an await.
    expect(own.interrupt_mode).toBe('message');
    expect([own.language, tslab.language]).toEqual(['typescript', 'typescript']);
    expect(own.display_name).not.toBe(tslab.display_name);
  }));
