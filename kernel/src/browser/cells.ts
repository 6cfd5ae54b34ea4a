import type { Legacy } from '../core/session/Host';
import { Kernel } from '../core/session/Kernel';
import { browserHost, type Given } from './browserHost';
import { CompilerClient } from './CompilerClient';
import type { FromCells, ToCells } from './messages';
import { PageClients } from './PageClients';
import { process } from './processShim';
import { versions } from './versions';

// Before any module of the site is looked at.
Object.assign(globalThis, { process, global: globalThis });

/**
 * Runs cells in the worker that this is called in.
 *
 * @param given.ready what must have settled before the first cell
 */
export function startCells({ ready, modules }: Given & { ready: Promise<unknown> }): void {
  let begin: (message: ToCells & { kind: 'start' }) => void;
  const started = new Promise<[Kernel, PageClients]>((resolve) => {
    begin = ({ env, shared, compiler }) => {
      Object.assign(process.env, env);
      Object.assign(process.versions, versions);
      const clients = new PageClients(shared);
      const language = new CompilerClient(compiler);
      const kernel = new Kernel(clients, language, noLegacy, browserHost({ modules }));
      resolve([kernel, clients]);
      post({ kind: 'ready' });
    };
  });
  self.onmessage = ({ data }: MessageEvent<ToCells>) => {
    if (data.kind === 'start') void ready.catch(() => undefined).then(() => begin(data));
    if (data.kind === 'interrupt') post({ kind: 'heard' });
    // Requests that come before stay in order.
    void started.then(([kernel, clients]) => {
      if (data.kind === 'interrupt') kernel.interrupt(data.cell);
      if (data.kind !== 'request') return;
      clients.arrivals.note();
      kernel.receive(data.request);
    });
  };
}

/** A page that is gone leaves nothing behind for the next. */
const noLegacy: Legacy = {
  ofPrevious: () => undefined,
  cellStarted: () => undefined,
  cellEnded: () => undefined,
};

function post(message: FromCells): void {
  self.postMessage(message);
}
