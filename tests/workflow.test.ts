import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from 'nbconvert-ts/testing';
import { root } from 'course-notebooks';

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { container: { image: string }; steps: { run?: string; uses?: string }[] }>;
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const workflow = runPython<Workflow>(
  // YAML 1.1 reads "on" as a truth value.
  'import yaml\nresult = {str(key): value for key, value in yaml.safe_load(data).items()}',
  textOf('.github/workflows/solutions.yml'),
);
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);
const commands = steps.flatMap(({ run }) => run?.split('\n') ?? []);

test('every npm script of the workflow is there', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const called = commands.flatMap((line) => /^npm (?:run )?([\w-]+)/.exec(line)?.[1] ?? []);
  expect(new Set(called)).toEqual(new Set(['start', 'validate', 'test']));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
});

test('it installs the packages that the tests need on a bare Debian, except Node, which its image has', () => {
  const installed = commands
    .filter((line) => line.includes(' install '))
    .flatMap((line) => line.replace(/^.* install /, '').split(' '))
    .filter((word) => !word.startsWith('-'));
  expect(installed.sort()).toEqual(packagesOfDebian());
});

test('it uses the oldest Node that the project supports, and actions by their major version', () => {
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');
  expect(jobs.map(({ container }) => container.image)).toEqual([`node:${oldest}-bookworm`]);
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions).not.toHaveLength(0);
  for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  expect(workflow.permissions).toEqual({ contents: 'read' });
});

test('the development container has the same packages, and the Node of .nvmrc', () => {
  const container = textOf('.devcontainer/devcontainer.json');
  const node = textOf('.nvmrc').trim();
  expect(/"image": "(.*)"/.exec(container)![1]).toBe(`node:${node}-bookworm`);
  const installed = /install -y --no-install-recommends ([^&]*)/.exec(container)![1]!;
  const packages = [...packagesOfDebian(), 'libvulkan1'].sort();
  expect(installed.trim().split(' ').sort()).toEqual(packages);
});

/** What `.ci/run` installs on a bare Debian, but for Node. */
function packagesOfDebian(): string[] {
  const needed = [...textOf('.ci/run').matchAll(/^need (\S+) (.*)$/gm)]
    .filter(([, command]) => command !== 'node')
    .flatMap(([, , packages]) => packages!.split(' '));
  return [...new Set(needed)].sort();
}
