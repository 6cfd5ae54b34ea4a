import { names } from './names';

/** The script of a cell: a function. */
export function cellScript(output: string, awaits: boolean): string {
  return `(${awaits ? 'async ' : ''}function (exports, require, ${names.cell}) {\n${output}\n})`;
}
