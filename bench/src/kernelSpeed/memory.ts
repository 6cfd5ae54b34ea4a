import { readFileSync, readdirSync } from 'node:fs';

/** What a process and all that it has started hold, in MB; NaN where the system does not tell. */
export function megabytesOf(pid: number): number {
  try {
    const parents = new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((name) => [Number(name), Number(field(name, 'PPid') ?? 0)]),
    );
    const family = new Set([pid]);
    // A set grows while it is gone through.
    for (const one of family) {
      for (const [child, parent] of parents) if (parent === one) family.add(child);
    }
    return [...family].reduce((sum, one) => sum + Number(field(one, 'VmRSS') ?? 0), 0) / 1024;
  } catch {
    return NaN;
  }
}

function field(pid: number | string, name: string): string | undefined {
  try {
    return new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    // It has ended.
    return undefined;
  }
}
