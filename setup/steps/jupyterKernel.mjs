import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textOf, writeWhole } from '../support/files.mjs';

/**
 * The TypeScript kernels and JupyterLab's settings, in the project's own Python environment and
 * nowhere else.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function jupyterKernel(context) {
  const share = join(context.venv, 'share/jupyter');
  const files = [
    ...Object.entries(kernelSpecs(context.root)).map(([name, content]) => ({
      path: join(share, `kernels/${name}/kernel.json`),
      content,
    })),
    { path: join(share, 'lab/settings/overrides.json'), content: labSettings },
    { path: join(share, 'lab/settings/page_config.json'), content: labExtensions },
    ...Object.entries(configs(context.root)).map(([name, content]) => ({
      path: join(context.venv, `etc/jupyter/${name}.json`),
      content,
    })),
    { path: join(share, `${extension}/package.json`), content: labExtension },
  ].map(({ path, content }) => ({ path, text: `${JSON.stringify(content, null, 2)}\n` }));
  const scripts = fileURLToPath(new URL('../jupyter/lab', import.meta.url));
  for (const name of readdirSync(scripts)) {
    const path = join(share, extension, 'static', name);
    files.push({ path, text: textOf(join(scripts, name)) });
  }
  return {
    name: 'Jupyter kernel',
    bytes: 0,
    isDone: () => files.every(({ path, text }) => existsSync(path) && textOf(path) === text),
    async run() {
      for (const { path, text } of files) writeWhole(path, text);
    },
  };
}

/**
 * The course's own kernel, and tslab's to compare it with.
 *
 * @param {string} root
 */
function kernelSpecs(root) {
  const own = join(root, 'kernel/dist/main.js');
  const tslab = join(root, 'node_modules/tslab/bin/tslab');
  const shared = {
    language: 'typescript',
    env: {
      TF_ENABLE_ONEDNN_OPTS: '1',
      TF_CPP_MIN_LOG_LEVEL: '2',
      // From Node 22 on, kernels start faster with it.
      NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
    },
  };
  return {
    typescript: {
      argv: [process.execPath, own, '{connection_file}'],
      display_name: 'TypeScript',
      interrupt_mode: 'message',
      ...shared,
    },
    tslab: {
      argv: [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'],
      display_name: 'TypeScript (plain tslab)',
      ...shared,
    },
  };
}

/**
 * Nothing pops up over the course, nobody is asked for news, and in a narrow window no code is cut
 * off.
 */
const labSettings = {
  '@jupyterlab/notebook-extension:tracker': {
    codeCellConfig: { lineNumbers: false, lineWrap: true },
  },
  '@jupyterlab/apputils-extension:notification': {
    fetchNews: 'false',
    checkForUpdates: false,
  },
};

/** The course's own extension of JupyterLab: `setup/jupyter/lab`, which needs no build. */
const extension = 'labextensions/equivariant-course';
const labExtension = {
  name: 'equivariant-course',
  version: '0.1.0',
  jupyterlab: {
    extension: true,
    _build: { load: 'static/remoteEntry.mjs', extension: './extension' },
  },
};

/**
 * What nbgrader brings is for its command line; in JupyterLab it would add buttons that students
 * can't use.
 */
const labExtensions = {
  disabledExtensions: { '@jupyter/nbgrader': true, '@jupyter-notebook/lab-extension': true },
};
const serverExtensions = Object.fromEntries(
  ['formgrader', 'validate_assignment', 'assignment_list', 'course_list'].map((name) => [
    `nbgrader.server_extensions.${name}`,
    false,
  ]),
);

/**
 * Of the server and of nbconvert, which both export notebooks as HTML: with a template of ours, in
 * which pictures have a text alternative.
 *
 * @param {string} root
 */
function configs(root) {
  const HTMLExporter = {
    template_name: 'course',
    extra_template_basedirs: [join(root, 'setup/jupyter/nbconvert')],
  };
  return {
    jupyter_server_config: {
      ServerApp: { jpserver_extensions: serverExtensions },
      HTMLExporter,
    },
    jupyter_nbconvert_config: { HTMLExporter },
  };
}
