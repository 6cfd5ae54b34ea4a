import { PageKernel, type PageMessage } from 'typescript-kernel/browser/page';

/*
 * The kernel as an extension of JupyterLite: a module-federation container of one file, for which
 * no bundler of JupyterLab's is needed.
 */

declare const document: { currentScript: { src: string } };

/** What other extensions give: by name and version. */
type Shared = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

/** The parts of `@jupyterlite/services` that are used. */
interface Services {
  IKernelSpecs: object;
  IKernelClient: object;
}
interface KernelSpecs {
  register(kernel: { spec: object; create(options: KernelOptions): Promise<LiteKernel> }): void;
}
interface KernelClient {
  interrupt(id: string): Promise<void>;
}
interface KernelOptions {
  id: string;
  name: string;
  location: string;
  sendMessage: (message: PageMessage) => void;
}

type Slot = (sender: LiteKernel, args: undefined) => unknown;

const folder = new URL('.', document.currentScript.src).href;
const scripts = { compiler: `${folder}compiler.js`, cells: `${folder}cells.js` };
const kernels = new Map<string, PageKernel>();

/** A kernel as JupyterLite has it. */
class LiteKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** At once: what comes before the workers have started waits there. */
  readonly ready = Promise.resolve();
  isDisposed = false;
  readonly disposed = {
    connect: (slot: Slot, thisArg?: unknown) =>
      this.slots.push(() => slot.call(thisArg, this, undefined)) > 0,
    disconnect: () => false,
  };
  private readonly slots: (() => unknown)[] = [];
  private readonly kernel: PageKernel;

  constructor({ id, name, location, sendMessage }: KernelOptions) {
    this.id = id;
    this.name = name;
    this.location = location;
    this.kernel = new PageKernel({ scripts, env: {}, send: sendMessage });
    kernels.set(id, this.kernel);
  }

  /** Returns at once: JupyterLite hands on the next message only then, also while a cell runs. */
  handleMessage(message: PageMessage): Promise<void> {
    this.kernel.handle(message);
    return Promise.resolve();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.kernel.dispose();
    if (kernels.get(this.id) === this.kernel) kernels.delete(this.id);
    for (const tell of this.slots) tell();
  }
}

const spec = {
  name: 'typescript',
  display_name: 'TypeScript',
  language: 'typescript',
  argv: [],
  interrupt_mode: 'message',
  metadata: {},
  resources: {},
};

function pluginFor({ IKernelSpecs, IKernelClient }: Services): object {
  return {
    id: 'course-site:kernel',
    autoStart: true,
    requires: [IKernelSpecs, IKernelClient],
    activate(_app: unknown, specs: KernelSpecs, client: KernelClient) {
      specs.register({ spec, create: (options) => Promise.resolve(new LiteKernel(options)) });
      // JupyterLite itself forgets the cells that wait, and lets the running one run.
      const forget = client.interrupt.bind(client);
      client.interrupt = async (id) => {
        await kernels.get(id)?.interrupt();
        await forget(id);
      };
    },
  };
}

let shared: Shared = {};
const containers = ((globalThis as { _JUPYTERLAB?: Record<string, object> })._JUPYTERLAB ??= {});
containers['course-site'] = {
  init: (given: Shared) => void (shared = given),
  async get(): Promise<() => object> {
    const [version] = Object.values(shared['@jupyterlite/services']!);
    const plugin = pluginFor((await version!.get())() as Services);
    return () => ({ __esModule: true, default: [plugin] });
  },
};
