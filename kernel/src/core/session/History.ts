/** One line of input. */
type Entry = readonly [session: number, line: number, source: string];

/** What `history_request` asks for. */
export interface HistoryQuery {
  hist_access_type?: unknown;
  output?: unknown;
  n?: unknown;
  start?: unknown;
  stop?: unknown;
  pattern?: unknown;
  unique?: unknown;
}

/** The cells that were run since the kernel started. */
export class History {
  private readonly entries: Entry[] = [];

  add(count: number, source: string): void {
    this.entries.push([1, count, source]);
  }

  /** Entries as a `history_reply` has them. */
  find(query: HistoryQuery): unknown[] {
    const found = this.select(query);
    // Results are not kept: they could be large, and would hold on to tensors.
    return query.output === true
      ? found.map(([session, line, source]) => [session, line, [source, null]])
      : found;
  }

  private select({
    hist_access_type: access,
    n,
    start,
    stop,
    pattern,
    unique,
  }: HistoryQuery): Entry[] {
    const last = (entries: Entry[]): Entry[] =>
      typeof n === 'number' ? entries.slice(-n) : entries;
    if (access === 'range') {
      const from = typeof start === 'number' ? start : 0;
      const to = typeof stop === 'number' ? stop : Infinity;
      return this.entries.filter(([, line]) => line >= from && line < to);
    }
    if (access !== 'search') return last(this.entries);
    const matches = globPattern(typeof pattern === 'string' ? pattern : '*');
    const found = this.entries.filter(([, , source]) => matches.test(source));
    if (unique !== true) return last(found);
    const latest = new Map(found.map((entry) => [entry[2], entry]));
    return last([...latest.values()].sort((a, b) => a[1] - b[1]));
  }
}

/** `*` stands for any text, `?` for any character. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '[^]*').replace(/\?/g, '[^]')}$`);
}
