import type { Stream } from './normalForm';

/** One output as a student must see it. */
export type Expected = ExpectedStream | ExpectedData | ExpectedError;

/** Printed text; a pattern where the words are the language's own. */
export interface ExpectedStream {
  kind: Stream;
  text: string | RegExp;
}

/** Something displayed, or a result, with every MIME type that it has. */
export interface ExpectedData {
  kind: 'execute_result' | 'display_data';
  data: Readonly<Record<string, string | RegExp>>;
  metadata?: Readonly<Record<string, unknown>>;
}

/** An error, drawn as an error. */
export interface ExpectedError {
  kind: 'error';
  ename: string;
  evalue: string | RegExp;
}

/** How a cell ends, as the kernel replies. */
export type Status = 'ok' | 'error';

/** What another program shows, and why that is right. */
export interface Difference {
  expect: readonly Expected[];
  because: string;
}

/** A cell that every client runs, in TypeScript and in Python. */
export interface ClientCell {
  name: string;
  typescript: string;
  /** What does the same in ipykernel, as nearly as the language allows. */
  python: string;
  /** What a student sees, in order. */
  expect: readonly Expected[];
  /** Runs without end and is stopped from outside once it has printed something. */
  interrupt?: true;
  /** What a person answers to a prompt, where a person is there: in JupyterLab. */
  answer?: string;
  /**
   * What JupyterLab shows instead, for a reason outside the kernel. With ipykernel it must show the
   * same.
   */
  inJupyterLab?: Difference;
  /** What ipykernel shows instead; its status where what it shows does not tell. */
  ipykernel?: Difference & { inJupyterLab?: readonly Expected[]; status?: Status };
}

/** Cells that one kernel runs from top to bottom. */
export interface ClientNotebook {
  name: string;
  cells: readonly ClientCell[];
  /** Whether a failing cell stops the run; without it, every cell is run. */
  stopsOnError?: true;
}

/** Expects text on standard output. */
export const stdout = (text: string | RegExp): Expected => ({ kind: 'stdout', text });

/** Expects text on standard error. */
export const stderr = (text: string | RegExp): Expected => ({ kind: 'stderr', text });

/** Expects a prompt with its answer, as JupyterLab keeps it. */
export const stdin = (text: string): Expected => ({ kind: 'stdin', text });

/** Expects the last expression's value, as plain text or as a bundle of MIME types. */
export const result = (data: string | RegExp | ExpectedData['data']): Expected => ({
  kind: 'execute_result',
  data: typeof data === 'string' || data instanceof RegExp ? { 'text/plain': data } : data,
});

/** Expects a display with exactly these MIME types. */
export const shown = (data: ExpectedData['data'], metadata: object = {}): Expected => ({
  kind: 'display_data',
  data,
  metadata: { ...metadata },
});

/** Expects an error. */
export const error = (ename: string, evalue: string | RegExp): Expected => ({
  kind: 'error',
  ename,
  evalue,
});
