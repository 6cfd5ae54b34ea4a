import { dirname, join, relative, sep } from 'node:path';
import { inspect } from 'node:util';
import type { SharedState } from '../../core/run/SharedState';
import type { Host } from '../../core/session/Host';
import { versions } from '../kernelInfo';
import { captureChildren } from './captureChildren';
import { captureStreams } from './captureStreams';
import { memoryHost } from './memoryHost';
import { NotebookModules } from './NotebookModules';
import { refuseExit } from './refuseExit';
import { runHost } from './runHost';

/** Of `setTimeout` and `setInterval`. */
const Timeout = setTimeout(() => undefined, 0).constructor as new () => NodeJS.Timeout;
const ownFolders = [join(__dirname, '../..'), dirname(require.resolve('tslab/package.json'))];

/** This process, with what its modules give. */
export function nodeHost(state: SharedState): Host {
  return {
    ...memoryHost,
    ...runHost(state),
    versions,
    inspect,
    nameOf,
    newModules: (given, sources) => new NotebookModules(process.cwd(), given, sources),
    capture(print, fail) {
      captureStreams(print);
      captureChildren();
      refuseExit();
      process.on('uncaughtException', fail);
      process.on('unhandledRejection', fail);
    },
    isTimer: (value) => value instanceof Timeout,
  };
}

function nameOf(file: string): string | undefined {
  const isInternal =
    file.startsWith('node:') || file.startsWith('evalmachine') || file === 'native';
  if (isInternal || ownFolders.some((folder) => file.startsWith(folder + sep))) return undefined;
  const path = file.replace(/^file:\/\//, '');
  const inPackages = path.lastIndexOf(`node_modules${sep}`);
  if (inPackages >= 0) return path.slice(inPackages);
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
