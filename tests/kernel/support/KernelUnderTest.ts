import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Connection } from 'jupyter-protocol';
import { newConnection } from 'jupyter-protocol/node';
import { CellClient } from './CellClient';

const root = resolve(__dirname, '../../..');
/** The kernel's program, as it is built. */
export const program = require.resolve('typescript-kernel/main');

/**
 * A place for kernels that start one after the other with the same connection file, like those of a
 * notebook.
 */
export class KernelPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  readonly file = join(this.folder, 'connection.json');
  /** The kernels' environment; their temporary files are in the same folder. */
  readonly env: NodeJS.ProcessEnv = {
    ...process.env,
    TMPDIR: this.folder,
    JPY_PARENT_PID: String(process.pid),
  };
  readonly cwd = join(root, 'notebooks');
  private readonly kernels: KernelUnderTest[] = [];

  private constructor(readonly connection: Connection) {
    writeFileSync(this.file, JSON.stringify(connection), { mode: 0o600 });
  }

  static async create(): Promise<KernelPlace> {
    return new KernelPlace(await newConnection());
  }

  /**
   * Starts a kernel and waits until it answers.
   *
   * @param nodeOptions for the program that runs it
   */
  async start(nodeOptions: readonly string[] = []): Promise<KernelUnderTest> {
    const kernel = this.launch(nodeOptions);
    const died = kernel.ended.then((how) => {
      kernel.client.close();
      throw new Error(`The kernel ended with ${how}. It said:\n${kernel.words}`);
    });
    await Promise.race([kernel.client.ready(), died]);
    died.catch(() => undefined);
    return kernel;
  }

  /** Starts a kernel that may end before it answers. */
  launch(nodeOptions: readonly string[] = []): KernelUnderTest {
    const { cwd, env } = this;
    const child = spawn(process.execPath, [...nodeOptions, program, this.file], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kernel = new KernelUnderTest(child, new CellClient(this.connection));
    this.kernels.push(kernel);
    return kernel;
  }

  /** Kills running kernels and removes the folder. */
  async remove(): Promise<void> {
    for (const { process, client, ended } of this.kernels) {
      client.close();
      process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A kernel's process and a client of it. */
export class KernelUnderTest {
  /** What the process itself wrote; cells' outputs are not among it. */
  words = '';
  /** The exit code or the signal. */
  readonly ended: Promise<number | string>;

  constructor(
    readonly process: ChildProcess,
    readonly client: CellClient,
  ) {
    this.ended = once(process, 'exit').then(
      ([code, signal]) => (code ?? signal) as number | string,
    );
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (data: Buffer) => (this.words += data.toString()));
    }
  }
}
