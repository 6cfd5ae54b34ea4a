import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { root } from 'course-notebooks';

const run = promisify(execFile);
const venv = path.join(root, '.venv');
const python = path.join(
  venv,
  ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
);

/** Extensions of JupyterLab that the site has: figures, and what describes them. */
const extensions = ['jupyterlab-plotly', 'equivariant-course'].map((name) =>
  path.join(venv, 'share/jupyter/labextensions', name),
);

/** What makes no sense where there is no server, or is done by the site itself. */
const disabledExtensions = [
  '@jupyter-notebook/notebook-extension:checkpoints',
  '@jupyter-notebook/notebook-extension:tab-icon',
  '@jupyterlite/notebook-application-extension:logo',
  '@jupyter-notebook/application-extension:logo',
  '@jupyterlite/application-extension:service-worker-manager',
];

/** Of JupyterLite, for every page. */
const config = {
  'jupyter-lite-schema-version': 0,
  'jupyter-config-data': {
    appName: 'Course',
    defaultKernelName: 'typescript',
    disabledExtensions,
    exposeAppInBrowser: true,
    faviconUrl: './icon.svg',
  },
};

/** A person's mistake or something missing, said in one line. */
export class SiteProblem extends Error {}

/**
 * Builds JupyterLite.
 *
 * @param work an empty folder for what is made on the way
 * @param out gets the site
 * @param notebooks texts of files by their names, which a student finds there
 * @param own extensions of JupyterLab, as folders
 */
export async function buildJupyterLite(
  work: string,
  out: string,
  notebooks: Readonly<Record<string, string>>,
  own: readonly string[],
): Promise<void> {
  await needJupyterLite();
  const files = path.join(work, 'files');
  fs.mkdirSync(files, { recursive: true });
  for (const [name, text] of Object.entries(notebooks)) {
    fs.writeFileSync(path.join(files, name), text);
  }
  writeJson(path.join(work, 'jupyter-lite.json'), config);
  writeJson(path.join(work, 'jupyter_lite_config.json'), {
    LiteBuildConfig: {
      apps: ['notebooks', 'tree'],
      federated_extensions: [...extensions, ...own],
      ignore_sys_prefix: true,
      no_libarchive: true,
      no_sourcemaps: true,
      no_unused_shared_packages: true,
      output_dir: out,
      settings_overrides: [path.join(venv, 'share/jupyter/lab/settings/overrides.json')],
      // Else every build has the time of its own in it.
      source_date_epoch: 1,
    },
  });
  try {
    await run(python, ['-m', 'jupyter', 'lite', 'build'], { cwd: work, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new SiteProblem(`JupyterLite can't be built:\n${stdout}\n${stderr}`, { cause: error });
  }
  sortListings(path.join(out, 'api/contents'));
  for (const name of unneeded(out))
    fs.rmSync(path.join(out, name), { recursive: true, force: true });
}

async function needJupyterLite(): Promise<void> {
  const question =
    'import sys, importlib.util as u; print(sys.version.split()[0], bool(u.find_spec("jupyterlite_core")))';
  const [version, isThere] = (await run(python, ['-c', question])).stdout.trim().split(' ');
  if (isThere === 'True') return;
  throw new SiteProblem(
    `The site needs Python 3.10 or newer, and the course's environment has ${version}: set PYTHON to a newer one, delete .venv, and run this again.`,
  );
}

/** JupyterLite lists files in the order in which the file system has them. */
function sortListings(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    const listing = JSON.parse(fs.readFileSync(file, 'utf8')) as { content: { path: string }[] };
    listing.content.sort((a, b) => (a.path < b.path ? -1 : 1));
    writeJson(file, listing);
  }
}

/** What JupyterLite leaves for its own developers. */
function unneeded(out: string): string[] {
  return fs
    .readdirSync(out)
    .filter((name) =>
      /^rspack|^package\.json$|^jupyterlite\.schema|^service-worker|^config-utils|^doc$|^lab$/.test(
        name,
      ),
    );
}

function writeJson(file: string, value: unknown): void {
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
