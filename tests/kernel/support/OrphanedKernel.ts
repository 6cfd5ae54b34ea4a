import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CellClient } from './CellClient';
import { program, type KernelPlace } from './KernelUnderTest';

/** Starts a kernel as Jupyter's server does and prints its process id. */
const parent = `
const [program, file] = process.argv.slice(1);
const env = { ...process.env, JPY_PARENT_PID: String(process.pid) };
const options = { env, stdio: 'ignore', detached: true };
console.log(require('node:child_process').spawn(process.execPath, [program, file], options).pid);
setInterval(() => undefined, 1_000_000);
`;

/** A kernel whose parent can be killed. */
export class OrphanedKernel {
  readonly client: CellClient;

  private constructor(
    private readonly parent: ChildProcess,
    private readonly pid: number,
    place: KernelPlace,
  ) {
    this.client = new CellClient(place.connection);
  }

  static async start(place: KernelPlace): Promise<OrphanedKernel> {
    const { cwd, env, file } = place;
    const child = spawn(process.execPath, ['-e', parent, program, file], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const kernel = new OrphanedKernel(child, Number(line.toString()), place);
    await kernel.client.ready();
    return kernel;
  }

  /** Kills the parent, which can’t react. */
  async killParent(): Promise<void> {
    this.parent.kill('SIGKILL');
    await once(this.parent, 'exit');
  }

  /** Whether the kernel ends within some milliseconds. */
  async ends(patience: number): Promise<boolean> {
    for (const end = Date.now() + patience; Date.now() < end; await wait(100)) {
      if (!isRunning(this.pid)) return true;
    }
    return false;
  }

  /** Kills what is left. */
  kill(): void {
    this.client.close();
    this.parent.kill('SIGKILL');
    if (isRunning(this.pid)) process.kill(this.pid, 'SIGKILL');
  }
}

/** Whether a process runs; a zombie, for which nobody waits, does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
