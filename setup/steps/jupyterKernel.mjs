import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf, writeWhole } from '../support/files.mjs';

/**
 * The TypeScript kernel and JupyterLab's settings, in the project's own Python environment and nowhere else.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function jupyterKernel(context) {
  const share = join(context.venv, 'share/jupyter');
  const files = [
    { path: join(share, 'kernels/tslab/kernel.json'), content: kernelSpec(context.root) },
    { path: join(share, 'lab/settings/overrides.json'), content: labSettings },
    { path: join(share, 'lab/settings/page_config.json'), content: labExtensions },
    { path: join(context.venv, 'etc/jupyter/jupyter_server_config.json'), content: serverConfig },
  ].map(({ path, content }) => ({ path, text: `${JSON.stringify(content, null, 2)}\n` }));
  return {
    name: 'Jupyter kernel',
    bytes: 0,
    isDone: () => files.every(({ path, text }) => existsSync(path) && textOf(path) === text),
    async run() {
      for (const { path, text } of files) writeWhole(path, text);
    },
  };
}

/** @param {string} root */
function kernelSpec(root) {
  const tslab = join(root, 'node_modules/tslab/bin/tslab');
  return {
    argv: [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
    env: { TF_ENABLE_ONEDNN_OPTS: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
  };
}

/** Nothing pops up over the course, and nobody is asked for news. */
const labSettings = {
  '@jupyterlab/apputils-extension:notification': {
    fetchNews: 'false',
    checkForUpdates: false,
  },
};

/** What nbgrader brings is for its command line; in JupyterLab it would add buttons that students can't use. */
const labExtensions = {
  disabledExtensions: { '@jupyter/nbgrader': true, '@jupyter-notebook/lab-extension': true },
};
const serverConfig = {
  ServerApp: {
    jpserver_extensions: Object.fromEntries(
      ['formgrader', 'validate_assignment', 'assignment_list', 'course_list'].map((name) => [
        `nbgrader.server_extensions.${name}`,
        false,
      ]),
    ),
  },
};
