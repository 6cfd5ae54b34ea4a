import type { MimeBundle } from 'jupyter-protocol';
import { memoryReport } from '../memory/memoryReport';
import type { MemoryHost } from '../memory/MemoryHost';
import type { ReplacedTensors } from '../memory/ReplacedTensors';

/** What commands work on. */
export interface CommandContext {
  /** What the notebook's names hold. */
  values: ReadonlyMap<string, unknown>;
  replaced: ReplacedTensors;
  host: MemoryHost;
}

const commands: Record<string, (context: CommandContext) => Promise<MimeBundle>> = {
  '%memory': async ({ values, replaced, host }) => {
    const freed = await replaced.collect();
    const report = memoryReport(values, host);
    const note = `Just freed: ${freed} whose names had been given to other values.`;
    const text = `${String(report['text/plain'])}${freed > 0 ? `\n${note}` : ''}`;
    return { ...report, 'text/plain': text };
  },
};

/**
 * Runs a command.
 *
 * @returns what it shows
 * @throws Error that names the commands there are, if this is none
 */
export function runCommand(source: string, context: CommandContext): Promise<MimeBundle> {
  const command = commands[source.trim()];
  if (command) return command(context);
  throw new Error(
    `There is no command ${source.trim()}; there is ${Object.keys(commands).join(', ')}.`,
  );
}
