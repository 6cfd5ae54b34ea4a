import { inspect } from 'node-inspect-extracted';

/** As `console.table` draws it; undefined for what is no table. */
export function tableText(data: unknown, only?: readonly string[]): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const isMap = data instanceof Map;
  const listed = isMap || data instanceof Set;
  const entries: [unknown, unknown][] = listed
    ? [...(data as Set<unknown>)].map((value, index) => [index, value])
    : Object.entries(data);
  const columns: string[] = [];
  let hasValues = false;
  const rows = entries.map(([index, value]) => {
    const row = new Map<string, string>();
    if (isMap) {
      const [key, inner] = value as [unknown, unknown];
      return { index, row: row.set('Key', flat(key)).set('Values', flat(inner)), value: undefined };
    }
    if (typeof value !== 'object' || value === null) {
      hasValues = true;
      return { index, row, value: flat(value) };
    }
    for (const [name, inner] of Object.entries(value)) {
      if (only && !only.includes(name)) continue;
      if (!columns.includes(name)) columns.push(name);
      row.set(name, flat(inner));
    }
    return { index, row, value: undefined };
  });
  const named = isMap ? ['Key', 'Values'] : (only ?? columns);
  const head = [
    listed ? '(iteration index)' : '(index)',
    ...named,
    ...(hasValues ? ['Values'] : []),
  ];
  const body = rows.map(({ index, row, value }) => [
    String(index),
    ...named.map((name) => row.get(name) ?? ''),
    ...(hasValues ? [value ?? ''] : []),
  ]);
  return draw(head, body);
}

function flat(value: unknown): string {
  // As Node does: an object of more than two names is called by its kind.
  const isLarge = typeof value === 'object' && value !== null && Object.keys(value).length > 2;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isLarge ? -1 : 0 });
}

function draw(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((row) => [...row[column]!].length + 2)),
  );
  const line = (row: readonly string[]): string =>
    `│${row.map((text, column) => ` ${text}${' '.repeat(widths[column]! - [...text].length - 1)}`).join('│')}│`;
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width)).join(middle)}${right}`;
  return [
    rule('┌', '┬', '┐'),
    line(head),
    rule('├', '┼', '┤'),
    ...body.map(line),
    rule('└', '┴', '┘'),
  ].join('\n');
}
