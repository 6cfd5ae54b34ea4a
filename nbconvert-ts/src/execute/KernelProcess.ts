import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** How a kernel's process ended. */
export interface KernelExit {
  code: number | null;
  signal: string | null;
}

/** What a kernel's process is started with. */
export interface KernelCommand {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

const tailLength = 4000;
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A kernel's process and its children: one process group, which is killed with the kernel and when
 * this process ends.
 */
export class KernelProcess {
  /** Resolves when the process has ended. */
  readonly exited: Promise<KernelExit>;
  private readonly child: ChildProcess;
  private tail = '';
  private ended = false;

  /**
   * Starts the process.
   *
   * @param command what to run and where
   */
  constructor(command: KernelCommand) {
    const [file = '', ...args] = command.argv;
    this.child = spawn(file, args, {
      cwd: command.cwd,
      env: command.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own; on Windows it would be a console window instead.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const keepTail = (data: string): void => {
      this.tail = (this.tail + data).slice(-tailLength);
    };
    this.child.stdout?.setEncoding('utf8').on('data', keepTail);
    this.child.stderr?.setEncoding('utf8').on('data', keepTail);
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error) => {
        keepTail(`${error.message}\n`);
        resolve({ code: null, signal: null });
      });
      this.child.once('exit', (code, signal) => {
        // Its last words may still be on their way, or be held open by a process that it started.
        const end = (): void => resolve({ code, signal });
        this.child.once('close', end);
        setTimeout(end, 500).unref();
      });
    });
    void this.exited.then(() => (this.ended = true));
    for (const signal of endingSignals) process.on(signal, this.onSignal);
    process.on('exit', this.killGroup);
  }

  /** Undefined if it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The end of what the process wrote to its own standard output and error. */
  get lastWords(): string {
    return this.tail.trim();
  }

  /** Sends an interrupt, as Ctrl+C does. */
  interrupt(): void {
    this.signalGroup('SIGINT');
  }

  /** Kills the whole group, and stops watching for the end of this process. */
  dispose(): void {
    for (const signal of endingSignals) process.off(signal, this.onSignal);
    process.off('exit', this.killGroup);
    this.killGroup();
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.child.unref();
  }

  /** How the process ended, in words. */
  static describe({ code, signal }: KernelExit): string {
    if (signal !== null) return `the kernel was ended by ${signal}`;
    return code === null
      ? 'the kernel could not be started'
      : `the kernel exited with code ${code}`;
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.dispose();
    // Without a listener of its own, this process ends as it would have without ours.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  private readonly killGroup = (): void => {
    this.signalGroup('SIGKILL');
  };

  private signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      if (!this.ended && signal === 'SIGKILL')
        spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  }
}
