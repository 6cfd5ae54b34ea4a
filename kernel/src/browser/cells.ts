import { Kernel } from '../core/session/Kernel';
import { browserHost, type Given } from './browserHost';
import { CompilerClient } from './CompilerClient';
import type { FromCells, ToCells } from './messages';
import { PageClients } from './PageClients';
import { process } from './processShim';

// Before any module of the site is looked at.
Object.assign(globalThis, { process, global: globalThis });

/**
 * Runs cells in the worker that this is called in.
 *
 * @param given.ready what must have settled before the first cell
 */
export function startCells({ ready, ...given }: Given & { ready: Promise<unknown> }): void {
  let kernel: Kernel | undefined;
  let clients: PageClients | undefined;
  const start = (message: ToCells & { kind: 'start' }): void => {
    Object.assign(process.env, message.env);
    Object.assign(process.versions, given.versions);
    clients = new PageClients(message.shared);
    // A page that is gone leaves nothing behind for the next.
    const legacy = {
      ofPrevious: () => undefined,
      cellStarted: () => undefined,
      cellEnded: () => undefined,
    };
    kernel = new Kernel(clients, new CompilerClient(message.compiler), legacy, browserHost(given));
    post({ kind: 'ready' });
  };
  self.onmessage = ({ data }: MessageEvent<ToCells>) => {
    if (data.kind === 'start') {
      void ready.catch(() => undefined).then(() => start(data));
    } else if (data.kind === 'interrupt') {
      post({ kind: 'heard' });
      kernel?.interrupt(data.cell);
    } else {
      clients?.arrivals.note();
      kernel?.receive(data.request);
    }
  };
}

function post(message: FromCells): void {
  self.postMessage(message);
}
