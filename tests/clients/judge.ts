import { isDeepStrictEqual } from 'node:util';
import type { ClientCell, Expected, Status } from './ClientCell';
import type { ShownCell } from './Client';
import { matches } from './matches';
import { normalForm, type NormalOutput } from './normalForm';

/** What is wrong with what a client shows of a cell: nothing, if it is as it must be. */
export type Problems = string[];

/** What a cell of this project's kernel must show in a client. */
export function judgeOwn(cell: ClientCell, client: string, shown: ShownCell): Problems {
  const expected = expectedIn(client, cell);
  const outputs = normalForm(shown.outputs);
  return [
    ...(matches(outputs, expected, 'exact') ? [] : [wrongOutputs(outputs, expected)]),
    ...wrongStatus(shown, statusOf(cell.expect)),
    ...wrongDrawing(shown),
    ...(shown.isSilent ? ['shows nothing while it runs'] : []),
  ];
}

/**
 * What a cell's Python twin must show: the same kinds of outputs, or the difference that is named
 * beside it.
 */
export function judgeTwin(cell: ClientCell, client: string, shown: ShownCell): Problems {
  const same = expectedIn(client, cell);
  const expected = twinExpectedIn(client, cell) ?? same;
  const outputs = normalForm(shown.outputs);
  const isStale = brief(expected) !== brief(same) && matches(outputs, same, 'kinds');
  const status = cell.ipykernel?.status ?? statusOf(cell.ipykernel?.expect ?? cell.expect);
  return [
    ...(matches(outputs, expected, 'kinds') ? [] : [wrongOutputs(outputs, expected)]),
    ...(isStale ? ['shows the same, though a difference is named'] : []),
    ...wrongStatus(shown, status),
  ];
}

function expectedIn(client: string, { expect, inJupyterLab }: ClientCell): readonly Expected[] {
  return client === 'JupyterLab' && inJupyterLab ? inJupyterLab.expect : expect;
}

function twinExpectedIn(
  client: string,
  { ipykernel: twin }: ClientCell,
): readonly Expected[] | undefined {
  return client === 'JupyterLab' && twin?.inJupyterLab ? twin.inJupyterLab : twin?.expect;
}

function wrongOutputs(outputs: NormalOutput[], expected: readonly Expected[]): string {
  return `shows ${brief(outputs)}, not ${brief(expected)}`;
}

/**
 * Whether two clients show the same, to the letter; JupyterLab may show more where the cell says
 * so.
 */
export function isSame(
  cell: ClientCell,
  client: string,
  shown: ShownCell,
  reference: ShownCell,
): boolean {
  if (shown.count !== reference.count) return false;
  if (client === 'JupyterLab' && cell.inJupyterLab) return true;
  return isDeepStrictEqual(normalForm(shown.outputs), normalForm(reference.outputs));
}

/** Outputs in a line. */
export function brief(outputs: readonly (Expected | NormalOutput)[]): string {
  return outputs.length === 0 ? 'nothing' : outputs.map(briefOne).join(', ');
}

function briefOne(output: Expected | NormalOutput): string {
  if ('text' in output) return `${output.kind} ${quoted(output.text)}`;
  if (output.kind === 'error') return `error ${output.ename}: ${quoted(output.evalue)}`;
  const data = Object.entries(output.data).map(([type, value]) => `${type} ${quoted(value)}`);
  return `${output.kind === 'display_data' ? 'display' : 'result'} ${data.join(' + ')}`;
}

function quoted(text: string | RegExp): string {
  const whole = typeof text === 'string' ? JSON.stringify(text) : String(text);
  return whole.length <= 60 ? whole : `${whole.slice(0, 56)} …"`;
}

function statusOf(expected: readonly Expected[]): Status {
  return expected.some(({ kind }) => kind === 'error') ? 'error' : 'ok';
}

function wrongStatus({ status }: ShownCell, expected: Status): Problems {
  return status === undefined || status === expected
    ? []
    : [`ends with ${status}, not ${expected}`];
}

/** An error is red, a warning is not a line of text: each output is drawn as what it is. */
function wrongDrawing({ drawn, outputs }: ShownCell): Problems {
  if (!drawn) return [];
  const isRight =
    drawn.length === outputs.length &&
    outputs.every((output, index) => {
      const type = drawn[index]!;
      if (output.output_type === 'stream') {
        return type === `application/vnd.jupyter.${output.name === 'stderr' ? 'stderr' : 'stdout'}`;
      }
      // JupyterLab 4.6 has no type of its own for errors: it draws the traceback in red.
      if (output.output_type === 'error') return type === 'application/vnd.jupyter.stderr';
      return type in output.data;
    });
  return isRight ? [] : [`is drawn as ${drawn.join(', ')}`];
}
