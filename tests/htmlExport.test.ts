import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeNotebook, kernelPaths, writeNotebook } from 'nbconvert-ts';
import { codeNotebook, python } from 'nbconvert-ts/testing';
import { root } from 'course-notebooks';

test('a figure keeps its alternative text in HTML that nbconvert exports', async () => {
  const cells = [
    `import { show } from 'notebook-display';
await show({ data: [{ y: [1, 3, 2] }], layout: {}, alt: 'Three values, "low" & <high>.' });`,
  ];
  const { ok, notebook } = await executeNotebook(codeNotebook('typescript', cells), {
    kernelPaths: kernelPaths(process.env, [join(root, '.venv')]),
    cwd: join(root, 'notebooks'),
  });
  expect(ok).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'html-'));
  const file = join(folder, 'figure');
  writeNotebook(`${file}.ipynb`, notebook);
  execFileSync(python, ['-m', 'nbconvert', '--to', 'html', `${file}.ipynb`], { stdio: 'pipe' });
  const page = readFileSync(`${file}.html`, 'utf8');
  rmSync(folder, { recursive: true });
  expect(page).toMatch(
    /<img alt='Three values, "low" &amp; &lt;high&gt;\.' [^>]*src="data:image\/png/,
  );
}, 120_000);
