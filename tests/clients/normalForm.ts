import type { Output } from 'nbconvert-ts';

/** Where printed text goes; JupyterLab shows the reply to a prompt as a separate stream. */
export type Stream = 'stdout' | 'stderr' | 'stdin';

/** An output without what differs from run to run. */
export type NormalOutput =
  | { kind: Stream; text: string }
  | {
      kind: 'execute_result' | 'display_data';
      data: Record<string, string>;
      metadata: Record<string, unknown>;
    }
  | { kind: 'error'; ename: string; evalue: string; traceback: string };

/**
 * Outputs as they look: consecutive text is one output, without colours, addresses and process ids.
 */
export function normalForm(outputs: readonly Output[]): NormalOutput[] {
  const normal: NormalOutput[] = [];
  for (const output of outputs) {
    switch (output.output_type) {
      case 'stream': {
        const last = normal.at(-1);
        if (last && 'text' in last && last.kind === output.name) last.text += output.text;
        else if (output.text !== '')
          normal.push({ kind: streamOf(output.name), text: output.text });
        break;
      }
      case 'error': {
        const traceback = plain(output.traceback.join('\n'));
        const { ename, evalue } = output;
        normal.push({ kind: 'error', ename, evalue: plain(evalue), traceback });
        break;
      }
      default:
        normal.push({
          kind: output.output_type,
          data: Object.fromEntries(
            Object.entries(output.data)
              .map(([type, data]) => [type, asText(data)] as const)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
          metadata: output.metadata,
        });
    }
  }
  // Only whole text can be written over.
  for (const output of normal) if ('text' in output) output.text = overwritten(plain(output.text));
  return normal;
}

function streamOf(name: string): Stream {
  if (name === 'stdout' || name === 'stderr' || name === 'stdin') return name;
  throw new Error(`There is no stream "${name}".`);
}

function asText(data: unknown): string {
  return typeof data === 'string' ? plain(data).trimEnd() : JSON.stringify(data);
}

/** Text without colours, addresses and process ids. */
export function plain(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- colours begin with a control character
      .replace(/\x1b\[[\d;]*m/g, '')
      .replace(/\b0x[\da-f]{6,}\b/gi, '0x…')
      .replace(/ipykernel_\d+[/\\]\d+\.py/g, 'ipykernel.py')
      .replace(/\b(Task|Thread)-\d+/g, '$1-…')
  );
}

/** What a line shows after carriage returns. */
function overwritten(text: string): string {
  return text.replace(/[^\n]*\r(?=[^\n])/g, '');
}
