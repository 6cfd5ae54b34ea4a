/** What to look at when a message of this kind comes. */
export interface Hint {
  pattern: RegExp;
  /** One sentence; `$1` stands for the pattern's first group. */
  hint: string;
}

/** The hint of the first pattern that matches; undefined if none does. */
export function firstHint(hints: readonly Hint[], text: string): string | undefined {
  for (const { pattern, hint } of hints) {
    const match = pattern.exec(text);
    if (match) return hint.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? '');
  }
  return undefined;
}
