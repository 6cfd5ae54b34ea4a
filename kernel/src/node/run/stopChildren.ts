import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Sends SIGINT to the processes that cells have started, as a terminal does. Where there is no
 * `/proc`, they are left alone.
 */
export function stopChildren(): void {
  for (const child of childrenOf('self')) stop(child);
}

function stop(process_: string): void {
  // Not the compiler.
  if (/[\\/]@typescript[\\/]/.test(tryTo(() => readlinkSync(`/proc/${process_}/exe`)) ?? ''))
    return;
  for (const child of childrenOf(process_)) stop(child);
  tryTo(() => process.kill(Number(process_), 'SIGINT'));
}

function childrenOf(parent: string): string[] {
  const threads = tryTo(() => readdirSync(`/proc/${parent}/task`)) ?? [];
  return threads.flatMap((thread) => {
    const children = tryTo(() => readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8'));
    return (children ?? '').split(' ').filter((child) => child !== '');
  });
}

/** A process may end at any moment. */
function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
