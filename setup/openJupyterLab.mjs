import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf, writeWhole } from './support/files.mjs';

/**
 * Runs JupyterLab on the course's notebooks until it is stopped.
 *
 * @param {import('./support/Context.mjs').Context} context
 * @param {import('./parseStartArguments.mjs').StartOptions} options
 * @returns {Promise<number>} its exit code
 */
export async function openJupyterLab(context, { browser, source, jupyter }) {
  const child = spawn(
    context.python,
    [
      '-m',
      'jupyterlab',
      ...(source ? instructors(context) : students(context)),
      '--MultiKernelManager.default_kernel_name=typescript',
      '--LabApp.custom_css=True',
      ...(browser ? [] : ['--no-browser']),
      // As in a container; JupyterLab refuses root otherwise.
      ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
      ...jupyter,
    ],
    { cwd: context.root, env: { ...process.env, ...jupyterFolders(context) }, stdio: 'inherit' },
  );
  // Ctrl-C reaches JupyterLab too, which asks before it stops; we end when it does.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`JupyterLab did not start (${error.message}). Run "npm start" again.`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * The first notebook, one kernel, and nothing that a student need not see.
 *
 * @param {import('./support/Context.mjs').Context} context
 */
function students({ root }) {
  return [
    `--ServerApp.root_dir=${join(root, 'notebooks/student')}`,
    '--LabApp.default_url=/lab/tree/0-start-here.ipynb',
    '--ContentsManager.hide_globs=["manifest.json"]',
    '--KernelSpecManager.allowed_kernelspecs={"typescript"}',
    '--KernelSpecManager.ensure_native_kernel=False',
  ];
}

/** @param {import('./support/Context.mjs').Context} context */
function instructors({ root }) {
  return [
    `--ServerApp.root_dir=${join(root, 'notebooks')}`,
    '--LabApp.default_url=/lab/tree/source',
  ];
}

/**
 * Folders of the project's own: nothing of the person's other work with Jupyter is read or changed.
 *
 * @param {import('./support/Context.mjs').Context} context
 */
function jupyterFolders(context) {
  const folder = join(context.cache, 'jupyter');
  const folders = {
    JUPYTER_CONFIG_DIR: join(folder, 'config'),
    JUPYTER_DATA_DIR: join(folder, 'data'),
    JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
    IPYTHONDIR: join(folder, 'ipython'),
  };
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  const styles = textOf(join(context.root, 'setup/jupyter/custom.css'));
  // The one place where JupyterLab looks for styles besides its own.
  writeWhole(join(folders.JUPYTER_CONFIG_DIR, 'custom/custom.css'), styles);
  return folders;
}
