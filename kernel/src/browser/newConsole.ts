import { format, inspect } from 'node-inspect-extracted';
import { tableText } from './consoleTable';

type Print = (name: 'stdout' | 'stderr', text: string) => void;

/** A console that prints as Node's does. */
export function newConsole(print: Print): object {
  let indent = '';
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  const to =
    (name: 'stdout' | 'stderr') =>
    (...values: unknown[]): void => {
      const text = format(...values);
      print(name, `${indent}${indent ? text.replaceAll('\n', `\n${indent}`) : text}\n`);
    };
  const log = to('stdout');
  const error = to('stderr');
  const elapsed = (label: string): string =>
    `${label}: ${duration(performance.now() - (times.get(label) ?? performance.now()))}`;
  return {
    log,
    info: log,
    debug: log,
    // What comes on stderr is red in a notebook.
    warn: log,
    error,
    dir: (value: unknown, options?: object) => log(inspect(value, options)),
    dirxml: log,
    trace: (...values: unknown[]) =>
      error(`Trace${values.length > 0 ? `: ${format(...values)}` : ''}`),
    assert(holds: unknown, ...values: unknown[]) {
      if (!holds)
        error(values.length > 0 ? `Assertion failed: ${format(...values)}` : 'Assertion failed');
    },
    table: (data: unknown, columns?: string[]) => log(tableText(data, columns) ?? data),
    group(...values: unknown[]) {
      if (values.length > 0) log(...values);
      indent += '  ';
    },
    groupEnd: () => void (indent = indent.slice(2)),
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => counts.delete(label),
    time: (label = 'default') => times.set(label, performance.now()),
    timeLog: (label = 'default', ...values: unknown[]) => log(elapsed(label), ...values),
    timeEnd(label = 'default') {
      log(elapsed(label));
      times.delete(label);
    },
  };
}

function duration(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
}
