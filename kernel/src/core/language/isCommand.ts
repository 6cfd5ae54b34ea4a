/** Whether a cell is one command for the kernel, such as `%memory`, and no TypeScript. */
export function isCommand(source: string): boolean {
  return /^\s*%\w+\s*$/.test(source);
}
