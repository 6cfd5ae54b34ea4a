import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';
import { writeNotebook } from './format/notebookFile';
import { codeNotebook, pythonKernelPaths } from './testSupport/kernels';

const packageFolder = resolve(__dirname, '..');
const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

/** A folder where the package is installed and the files are that the examples speak of. */
function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(packageFolder, join(folder, 'node_modules/nbconvert-ts'), 'junction');
  symlinkSync(
    join(packageFolder, 'bin/nbconvert-ts.cjs'),
    join(folder, 'node_modules/.bin/nbconvert-ts'),
  );
  const [kernels = ''] = pythonKernelPaths();
  symlinkSync(resolve(kernels, '../../..'), join(folder, '.venv'), 'junction');
  const nbgrader = {
    schema_version: 3,
    grade: false,
    solution: true,
    locked: false,
    grade_id: 'e1',
  };
  const notebook = codeNotebook('python3', [
    '# ### BEGIN SOLUTION\nprint(6 * 7)\n# ### END SOLUTION',
  ]);
  notebook.cells[0]!.metadata = { nbgrader };
  notebook.metadata.kernelspec!.language = 'python';
  writeNotebook(join(folder, 'lesson.ipynb'), notebook);
  return folder;
}

describe('README', () => {
  it('has examples that run', () => {
    const folder = workFolder();
    const printed = blocks('ts').map((source, i) => {
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      });
      writeFileSync(join(folder, `${i}.cjs`), outputText);
      return execFileSync(process.execPath, [`${i}.cjs`], { cwd: folder, encoding: 'utf8' });
    });
    expect(printed.slice(0, 3)).toEqual(['', 'true\n', 'e1 0\n']);
    expect(printed[3]).toMatch(/^0 ok [\d.]+\nall well\n$/);
    expect(printed[4]).toBe('0\n');
    expect(readFileSync(join(folder, 'lesson.html'), 'utf8')).toContain('<!DOCTYPE html>');
    expect(readFileSync(join(folder, 'student.ipynb'), 'utf8')).not.toContain('6 * 7');
    expect(readFileSync(join(folder, 'executed.ipynb'), 'utf8')).toContain('"42\\n"');
    for (const command of blocks('sh').join('').trim().split('\n')) {
      execFileSync('npx', ['--no-install', ...command.split(' ').slice(1)], {
        cwd: folder,
        shell: process.platform === 'win32',
      });
    }
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['title.ipynb', 'page.html', 'page.md', 'page.py']),
    );
  });
});
