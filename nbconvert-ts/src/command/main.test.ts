import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readNotebook } from '../format/notebookFile';
import { printed, pythonKernelPaths } from '../testSupport/kernels';
import { findChromium } from './findPrograms';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
const path = (name: string): string => join(folder, name);
/** Runs the built command, as a person would. */
const runIn =
  (environment: Record<string, string>) =>
  (...args: string[]): { code: number | null; out: string; err: string } => {
    const bin = resolve(__dirname, '../../bin/nbconvert-ts.cjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, ...environment },
    });
    return { code: status, out: stdout, err: stderr };
  };
const run = runIn({});

const lesson = `// ---
// jupyter:
//   kernelspec:
//     display_name: T
//     language: typescript
//     name: tslab
// ---

// %% nbgrader={"grade": false, "grade_id": "e1", "locked": false, "schema_version": 3, "solution": true}
function f(): number {
  // ### BEGIN SOLUTION
  return 1;
  // ### END SOLUTION
}

// %% nbgrader={"grade": true, "grade_id": "t1", "locked": true, "points": 2, "schema_version": 3, "solution": false}
f();
// ### BEGIN HIDDEN TESTS
secret();
// ### END HIDDEN TESTS
`;

describe('the command', () => {
  it('makes a notebook of text, text of a notebook, and a version for students', () => {
    writeFileSync(path('lesson.ts'), lesson);
    expect(run('to-notebook', 'lesson.ts', '-o', 'lesson.ipynb')).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect(run('to-text', 'lesson.ipynb', '-o', 'again.ts').code).toBe(0);
    expect(run('to-notebook', 'again.ts', '-o', 'again.ipynb').code).toBe(0);
    expect(readFileSync(path('again.ipynb'), 'utf8')).toBe(
      readFileSync(path('lesson.ipynb'), 'utf8'),
    );
    expect(
      run('release', 'lesson.ipynb', '-o', 'out/student.ipynb', '--stub', '// yours').code,
    ).toBe(0);
    expect(readNotebook(path('out/student.ipynb')).cells.map(({ source }) => source)).toEqual([
      'function f(): number {\n  // yours\n}',
      'f();',
    ]);
  });

  it('checks notebooks and says what is wrong', () => {
    writeFileSync(path('lesson.ts'), lesson);
    writeFileSync(path('bad.ipynb'), '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}');
    expect(run('check', 'lesson.ts')).toEqual({
      code: 0,
      out: 'lesson.ts: 2 cells, 2 of nbgrader (2 points)\n',
      err: '',
    });
    const { code, out } = run('check', 'bad.ipynb', 'lesson.ts', 'missing.ipynb');
    expect(code).toBe(1);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'bad.ipynb: Not a valid notebook: lacks "cells"',
      'lesson.ts: 2 cells, 2 of nbgrader (2 points)',
    ]);
    expect(out).toContain('missing.ipynb');
  });

  it('executes, tells how each cell ends, writes what there is, and clears it again', () => {
    const [kernels = ''] = pythonKernelPaths();
    const prefix = resolve(kernels, '../../..');
    writeFileSync(path('run.py'), '# %%\nprint(1)\n\n# %%\n1/0\n\n# %%\nprint(3)\n');
    const { code, err } = run(
      'execute',
      'run.py',
      '-o',
      'run.ipynb',
      '--kernel',
      'python3',
      '--prefix',
      prefix,
      '--timeout',
      '60',
    );
    expect(code).toBe(1);
    expect(err.replace(/\d+\.\d s/g, 'x s')).toBe(
      'cell 1 ("print(1)"): ok in x s\ncell 2 ("1/0"): error in x s: ZeroDivisionError: division by zero\ncell 3 ("print(3)"): skipped\n',
    );
    expect(printed(readNotebook(path('run.ipynb')).cells[0])).toBe('1\n');
    expect(run('clear', 'run.ipynb', '-o', 'run.ipynb').code).toBe(0);
    expect(printed(readNotebook(path('run.ipynb')).cells[0])).toBe('');
  });

  it('exports, with the pictures beside the notebook and nothing from elsewhere', () => {
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    mkdirSync(path('lessons/figures'), { recursive: true });
    writeFileSync(path('lessons/figures/a b.png'), Buffer.from(dot, 'base64'));
    writeFileSync(path('secret.png'), Buffer.from(dot, 'base64'));
    const text =
      '// %% [markdown]\n// # T\n// ![in](figures/a%20b.png) ![out](../secret.png)\n\n// %%\nf();\n';
    writeFileSync(path('lessons/l.ts'), text);
    expect(run('html', 'lessons/l.ts', '-o', 'l.html', '--title', 'Mine')).toMatchObject({
      code: 0,
      err: '',
    });
    const page = readFileSync(path('l.html'), 'utf8');
    expect(page).toContain('<title>Mine</title>');
    expect(page.split(`data:image/png;base64,${dot}`)).toHaveLength(2);
    expect(run('script', 'lessons/l.ts', '-o', 'l.js').code).toBe(0);
    expect(readFileSync(path('l.js'), 'utf8')).toMatch(/^\/\/ # T\n.*\n\nf\(\);\n$/);
  });

  it('hands PDF and slides over, and says what is missing where it can not', () => {
    writeFileSync(
      path('slides.ts'),
      '// %% [markdown] slideshow={"slide_type": "slide"}\n// # One\n',
    );
    const [kernels = ''] = pythonKernelPaths();
    const prefix = ['--prefix', resolve(kernels, '../../..')];
    if (findChromium() ?? process.env.CI) {
      expect(run('pdf', 'slides.ts', '-o', 'slides.pdf')).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(path('slides.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');
    }
    expect(run('slides', 'slides.ts', '-o', 'deck.slides.html', ...prefix)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(readFileSync(path('deck.slides.html'), 'utf8')).toMatch(
      /class="slides"[^]*<section>[^]*One[^]*<\/section>/,
    );
    const bare = { PATH: '', CHROME_PATH: '/no/such/program' };
    expect(runIn(bare)('pdf', 'slides.ts', '-o', 'no.pdf').err).toContain('A PDF needs Chromium');
    expect(runIn(bare)('slides', 'slides.ts', '-o', 'no.html').err).toContain(
      'Slides need "jupyter nbconvert"',
    );
  });

  it.each([
    [['shred', 'a', '-o', 'b'], 'unknown command "shred"'],
    [['clear', 'a.ipynb'], 'clear needs -o OUT'],
    [['clear', '-o', 'b.ipynb'], 'clear needs one file'],
    [
      ['execute', 'a.ipynb', '-o', 'b.ipynb', '--timeout', 'soon'],
      '--timeout needs a number of seconds, not "soon"',
    ],
    [['check', '--loud'], "Unknown option '--loud'"],
  ])('refuses %j and points to its help', (args, message) => {
    const { code, err } = run(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('nbconvert-ts --help');
    expect(existsSync(path('b.ipynb'))).toBe(false);
  });

  it('shows its help', () => {
    const { code, out } = run('--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: nbconvert-ts COMMAND FILE');
  });
});
