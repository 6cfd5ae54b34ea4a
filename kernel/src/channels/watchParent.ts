/** How often the parent is looked for, in milliseconds. */
const interval = 1000;

/**
 * Calls back when the program that started this kernel is gone, so that no kernel outlives its server.
 *
 * Jupyter's programs name themselves in `JPY_PARENT_PID`; without it nothing is watched.
 */
export function watchParent(onGone: () => void): void {
  const parent = Number(process.env.JPY_PARENT_PID ?? '');
  if (!Number.isInteger(parent) || parent <= 1) return;
  const timer = setInterval(() => {
    if (isThere(parent)) return;
    clearInterval(timer);
    onGone();
  }, interval);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
