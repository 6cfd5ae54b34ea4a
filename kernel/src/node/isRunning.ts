/** Whether there is a process with this number, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
