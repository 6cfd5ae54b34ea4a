import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, startProgram, type Program } from './testing/program';

// Programs are started here, which takes long on a busy machine.
jest.setTimeout(180_000);

/**
 * A set-up of one step, which makes the file `made` from the file `half`, with a child program in
 * between.
 */
function fakeSetUp(root: string, child: string, bytes = 0): Program {
  return startProgram(
    `
    import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { setUp } from './setUp.mjs';
    import { createContext } from './support/Context.mjs';
    const [root, child] = JSON.parse(process.env.FAKE);
    const context = createContext({ root });
    const made = join(root, 'made');
    const half = join(context.temporary, 'half');
    await setUp(context, [{
      name: 'Fake',
      bytes: ${bytes},
      isDone: () => existsSync(made),
      async run() {
        if (existsSync(half)) throw new Error('left over');
        writeFileSync(half, 'whole');
        appendFileSync(join(root, 'runs'), 'begin ');
        await context.processes.run(process.execPath, ['-e', child], { cwd: root });
        appendFileSync(join(root, 'runs'), 'end ');
        renameSync(half, made);
      },
    }]).catch((error) => { console.log(error.message); process.exitCode = 1; });
    context.log.close();`,
    { FAKE: JSON.stringify([root, child]) },
  );
}

const quick = '0';
/** Shows that it runs by a file, and stays until there is a file `go`, or for a minute. */
const long = `
  const fs = require('fs');
  fs.writeFileSync('child', String(process.pid));
  setInterval(() => fs.existsSync('go') && process.exit(), 20);
  setTimeout(process.exit, 60_000);`;

async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((done) => setTimeout(done, 20));
}

function runs(root: string): string {
  return readFileSync(join(root, 'runs'), 'utf8').trim();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what is done is not done again', () =>
  inFolder(async (root) => {
    const first = await fakeSetUp(root, quick).ended;
    expect(first.output).toMatch(/Fake: done in \d+\.\d s/);
    const second = await fakeSetUp(root, quick).ended;
    expect(second.output).toMatch(/^Everything is set up; checking took \d+\.\d s\.\n$/);
    expect(runs(root)).toBe('begin end');
  }));

test('a step that was killed is done again, from a clean folder', () =>
  inFolder(async (root) => {
    const killed = fakeSetUp(root, long);
    await appears(join(root, 'child'));
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(join(root, 'made'))).toBe(false);
    const next = fakeSetUp(root, quick);
    await next.says('still running');
    expect(runs(root)).toBe('begin');
    writeFileSync(join(root, 'go'), '');
    const { code, output } = await next.ended;
    expect(output).toContain('done in');
    expect(code).toBe(0);
    expect(runs(root)).toBe('begin begin end');
  }));

test('Ctrl-C ends the children, frees the lock, and the next set-up resumes', () =>
  inFolder(async (root) => {
    const interrupted = fakeSetUp(root, long);
    await appears(join(root, 'child'));
    interrupted.child.kill('SIGINT');
    const { code, output } = await interrupted.ended;
    expect(output).toContain('Interrupted. Run the same command again to resume.');
    expect(code).toBe(130);
    expect(isAlive(Number(readFileSync(join(root, 'child'), 'utf8')))).toBe(false);
    expect(existsSync(join(root, '.cache/setup.lock'))).toBe(false);
    expect((await fakeSetUp(root, quick).ended).code).toBe(0);
  }));

test('of two set-ups at once, one waits and then finds everything done', () =>
  inFolder(async (root) => {
    const first = fakeSetUp(root, long);
    await appears(join(root, 'child'));
    const second = fakeSetUp(root, long);
    await second.says(`Another set-up is running (process ${first.child.pid})`);
    writeFileSync(join(root, 'go'), '');
    expect((await first.ended).code).toBe(0);
    expect((await second.ended).output).toContain('Everything is set up');
    expect(runs(root)).toBe('begin end');
  }));

test('a step that fails shows the last words, the cause and what to do', () =>
  inFolder(async (root) => {
    const child = `console.error('first\\nwrite failed: No space left on device'); process.exit(3)`;
    const { code, output } = await fakeSetUp(root, child).ended;
    expect(code).toBe(1);
    expect(output).toContain('write failed: No space left on device');
    expect(output).toContain('(the disk is full). Free some disk space');
    expect(output).not.toContain('    at ');
    expect(readFileSync(join(root, '.cache/setup.log'), 'utf8')).toContain('first');
    expect((await fakeSetUp(root, quick).ended).code).toBe(0);
  }));

test('a disk with too little room is refused before anything begins', () =>
  inFolder(async (root) => {
    const { code, output } = await fakeSetUp(root, quick, 1e18).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/needs about 1000000000\.0 GB, and \d+\.\d GB are free/);
    expect(existsSync(join(root, 'runs'))).toBe(false);
  }));
