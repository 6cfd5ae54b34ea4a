/** Whether somebody asked to stop. */
export interface Interrupt {
  requested(): boolean;
  /** Stops listening. */
  release(): void;
}

/**
 * Listens for the process's interrupt signal (Ctrl-C in a terminal, the Stop button of a notebook) and for `signal`.
 * While it listens, an interrupt does not end the process.
 */
export function onInterrupt(signal?: AbortSignal): Interrupt {
  let interrupted = false;
  const listener = (): void => {
    interrupted = true;
  };
  process.on('SIGINT', listener);
  return {
    requested: () => interrupted || (signal?.aborted ?? false),
    release: () => process.off('SIGINT', listener),
  };
}
