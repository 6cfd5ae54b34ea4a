import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from 'jupyter-protocol/node';

const root = resolve(__dirname, '../..');
/** What the server shows: a notebook's address is its path in here. */
export const serverRoot = join(root, 'notebooks');

/** A JupyterLab like that of `npm start`, with its own settings and layout. */
export class JupyterLab {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly address: string,
    private readonly token: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => (this.output += data.toString()));
    }
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param state folder for settings and layout, which are not the person's own
   * @param asStudent whether it shows what a student sees, else all of `serverRoot`
   * @throws Error with what it said, if it does not start
   */
  static async start(
    state: string,
    env: Record<string, string>,
    asStudent = false,
  ): Promise<JupyterLab> {
    const [port] = await freePorts(1);
    const token = randomBytes(16).toString('hex');
    const child = spawn(
      process.execPath,
      [
        join(root, 'setup/start.mjs'),
        '--no-browser',
        ...(asStudent ? [] : ['--source']),
        '--',
        `--ServerApp.port=${port}`,
        '--ServerApp.port_retries=0',
        '--ServerApp.ip=127.0.0.1',
        `--IdentityProvider.token=${token}`,
        `--LabApp.user_settings_dir=${join(state, 'settings')}`,
        `--LabApp.workspaces_dir=${join(state, 'workspaces')}`,
      ],
      { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const lab = new JupyterLab(child, `http://127.0.0.1:${port}`, token);
    try {
      await lab.untilItAnswers();
    } catch (error) {
      await lab.stop();
      throw error;
    }
    return lab;
  }

  /**
   * The address of a file in JupyterLab, without the layout of the visit before; without a path,
   * the address that `npm start` opens.
   */
  urlOf(path?: string): string {
    if (path === undefined) return `${this.address}/?token=${this.token}`;
    return `${this.address}/lab/tree/${path}?reset&token=${this.token}`;
  }

  /** The numbers of the kernels that run. */
  async kernels(): Promise<string[]> {
    const response = await this.request('GET', 'api/kernels');
    return ((await response.json()) as { id: string }[]).map(({ id }) => id);
  }

  /** Ends every kernel. */
  async stopKernels(): Promise<void> {
    for (const id of await this.kernels()) await this.request('DELETE', `api/kernels/${id}`);
  }

  /** Ends the kernels and the server; kills those that do not end. */
  async stop(): Promise<void> {
    const ended = once(this.child, 'close').then(() => true);
    const goesOn = (): boolean => this.child.exitCode === null && this.child.signalCode === null;
    const endings = [
      async () => {
        await this.stopKernels();
        await this.request('POST', 'api/shutdown');
      },
      () => this.child.kill('SIGTERM'),
      () => this.child.kill('SIGKILL'),
    ];
    for (const end of endings) {
      if (!goesOn()) return;
      await Promise.resolve(end()).catch(() => undefined);
      await Promise.race([ended, wait(15_000, false, { ref: false })]);
    }
  }

  private async request(method: string, path: string): Promise<Response> {
    return fetch(`${this.address}/${path}`, {
      method,
      headers: { Authorization: `token ${this.token}` },
      signal: AbortSignal.timeout(15_000),
    });
  }

  private async untilItAnswers(): Promise<void> {
    for (const end = Date.now() + 180_000; Date.now() < end; await wait(250)) {
      if (this.child.exitCode !== null) break;
      const response = await this.request('GET', 'api/status').catch(() => undefined);
      if (response?.ok) return;
    }
    throw new Error(`JupyterLab did not start. It said:\n${this.output}`);
  }
}
