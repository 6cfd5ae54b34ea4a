/** An error as the Jupyter protocol tells it, in `error` messages and in replies. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  /** Lines of text, with ANSI colours. */
  traceback: string[];
}

const red = (text: string): string => `\u001b[31m${text}\u001b[0m`;
const yellow = (text: string): string => `\u001b[33m${text}\u001b[0m`;

/** The first line of a traceback. */
export function headline(name: string, message: string): string {
  return message === '' ? red(name) : `${red(name)}: ${message}`;
}

/** The last line of a traceback. */
export function hintLine(hint: string): string {
  return `${yellow('Hint')}: ${hint}`;
}

/** Marks a part of a line. */
export const marked = red;
