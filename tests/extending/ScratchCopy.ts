import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { root } from 'course-notebooks';

/** What was installed or fetched: linked. Of the cache the rest may be written to. */
const linked = ['node_modules', '.venv', '.cache/native', '.cache/rotated-mnist'];
/** What is nobody's source. */
const left = ['node_modules', '.venv', '.cache', '.git', 'build'];

/**
 * A copy of the project, built, in which a test may change and add files. It lies in the project's
 * `build/`, is removed by `remove`, and uses the project's installed packages; the project's own
 * packages are the copy's.
 */
export class ScratchCopy {
  readonly folder: string;
  private readonly before: ReadonlyMap<string, string>;

  constructor() {
    mkdirSync(join(root, 'build'), { recursive: true });
    this.folder = mkdtempSync(join(root, 'build/extending-'));
    for (const name of readdirSync(root)) {
      if (left.includes(name)) continue;
      cpSync(join(root, name), join(this.folder, name), {
        recursive: true,
        // tsc compares times.
        preserveTimestamps: true,
        filter: (from) => basename(from) !== 'node_modules',
      });
    }
    mkdirSync(join(this.folder, '.cache'));
    for (const name of linked) {
      if (existsSync(join(root, name))) symlinkSync(join(root, name), join(this.folder, name));
    }
    this.linkPackages();
    this.before = this.hashes();
  }

  /** Adds or changes a file. */
  write(file: string, text: string): void {
    const place = join(this.folder, file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Compiles what has changed, and what depends on it. */
  build(...packages: string[]): void {
    const tsc = join(this.folder, 'node_modules/typescript/bin/tsc');
    this.run([tsc, '-b', ...packages]);
  }

  /**
   * Runs a program of Node in the copy.
   *
   * @returns what it printed
   * @throws Error with what it printed, if it fails
   */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      // The folder in which npm was called is not the copy's.
      env: { ...process.env, INIT_CWD: this.folder, ...env },
    });
    if (status === 0) return stdout + stderr;
    throw new Error(`node ${args.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`);
  }

  /**
   * Runs tests of the copy.
   *
   * @returns how many passed
   * @throws Error with what Jest printed, if one fails
   */
  test(paths: readonly string[], name: string): number {
    const jest = join(this.folder, 'node_modules/jest/bin/jest.js');
    // The configuration leaves out everything under `build/`, where the copy lies.
    const ignored = ['--testPathIgnorePatterns', '/node_modules/', '/dist/'];
    const said = this.run([jest, ...paths, '-t', name, ...ignored]);
    return Number(/^Tests: .*\b(\d+) passed/m.exec(said)?.[1] ?? 0);
  }

  /** The files that differ from what was copied, without what tools build. */
  changes(): string[] {
    const now = this.hashes();
    const names = new Set([...this.before.keys(), ...now.keys()]);
    return [...names].filter((name) => this.before.get(name) !== now.get(name)).sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Node and tsc look for packages from a file upwards. The project's own would be found in the
   * linked `node_modules`, which leads to the project; so each folder has links of its own.
   */
  private linkPackages(): void {
    const installed = join(root, 'node_modules');
    const own = readdirSync(installed, { withFileTypes: true })
      .filter((entry) => entry.isSymbolicLink())
      .map(({ name }) => ({ name, folder: relative(root, realpathSync(join(installed, name))) }));
    for (const folder of [...own.map((one) => one.folder), 'tests', 'build']) {
      const modules = join(this.folder, folder, 'node_modules');
      mkdirSync(modules, { recursive: true });
      const nested = join(root, folder, 'node_modules');
      // A sandbox shows what lies here, and not where links lead.
      if (existsSync(nested)) cpSync(nested, modules, { recursive: true });
      for (const { name, folder: target } of own) {
        symlinkSync(join('../..', target), join(modules, name));
      }
    }
  }

  private hashes(): Map<string, string> {
    const skipped = [...left, 'dist', 'node_modules'];
    const hashes = new Map<string, string>();
    const visit = (folder: string): void => {
      for (const entry of readdirSync(join(this.folder, folder), { withFileTypes: true })) {
        const name = join(folder, entry.name);
        if (skipped.includes(entry.name) || name.endsWith('.tsbuildinfo')) continue;
        if (entry.isDirectory()) visit(name);
        else hashes.set(name.replaceAll('\\', '/'), hashOf(join(this.folder, name)));
      }
    };
    visit('');
    return hashes;
  }
}

function hashOf(file: string): string {
  return statSync(file).isFile()
    ? createHash('sha256').update(readFileSync(file)).digest('hex')
    : '';
}
