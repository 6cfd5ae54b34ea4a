import type { ErrorOutput } from './notebook';

/**
 * What a terminal would show: a backspace deletes a character, a carriage return the line.
 *
 * @returns what is left to see
 */
export function overwrite(text: string): string {
  let result = text;
  let length: number;
  do {
    length = result.length;
    result = result.replace(/[^\n][\b]/g, '');
  } while (result.length < length);
  // Line by line: a regular expression would try every start in a long line.
  return result.split('\n').map(afterReturn).join('\n');
}

function afterReturn(line: string): string {
  // A carriage return at the end has overwritten nothing yet.
  return line.length < 2 ? line : line.slice(line.lastIndexOf('\r', line.length - 2) + 1);
}

/** The traceback of an error, with ANSI escape sequences; its name and message if it has none. */
export function errorText({ traceback, ename, evalue }: ErrorOutput): string {
  return traceback.length > 0 ? traceback.join('\n') : `${ename}: ${evalue}`;
}
