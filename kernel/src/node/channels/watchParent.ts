import { isRunning } from '../isRunning';

/** How often the parent is looked for, in milliseconds. */
const interval = 1000;

/**
 * Calls back when the program that started this kernel is gone, so that no kernel outlives its
 * server.
 *
 * Jupyter's programs name themselves in `JPY_PARENT_PID`; without it nothing is watched.
 */
export function watchParent(onGone: () => void): void {
  const parent = Number(process.env.JPY_PARENT_PID ?? '');
  if (!Number.isInteger(parent) || parent <= 1) return;
  // Whoever has ended but is not waited for by its own parent can still be signalled; its children
  // are given away.
  const isOwn = process.ppid === parent;
  const timer = setInterval(() => {
    if (isRunning(parent) && (!isOwn || process.ppid === parent)) return;
    clearInterval(timer);
    onGone();
  }, interval);
  // It must not keep a kernel that ends by itself.
  timer.unref();
}
