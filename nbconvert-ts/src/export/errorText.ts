import type { ErrorOutput } from '../format/notebook';

/**
 * @param error - what a cell ended with
 * @returns its traceback, with ANSI escape sequences; name and message where there is none
 */
export function errorText({ traceback, ename, evalue }: ErrorOutput): string {
  return traceback.length > 0 ? traceback.join('\n') : `${ename}: ${evalue}`;
}
