import type { Language } from './languages';

/**
 * Knows whether a line starts inside a triple-quoted string, by Jupytext's rules (Python's, for
 * every language): cell markers and magics in such a string are text.
 */
export class QuoteTracker {
  private triple: string | undefined;

  /** @param language its comments hold no strings */
  constructor(private readonly language: Language) {}

  /** Whether the next line starts inside a string. */
  get quoted(): boolean {
    return this.triple !== undefined;
  }

  /** Moves on to the next line. */
  read(line: string): void {
    const { comment, tripleQuotes } = this.language;
    if (tripleQuotes === false) return;
    if (!this.quoted && line.trimStart().startsWith(comment)) return;
    let single: string | undefined;
    let tripleStart = -1;
    for (let i = 0; i < line.length; i++) {
      const character = line.charAt(i);
      if (single === undefined && !this.quoted && line.startsWith(comment, i)) return;
      if ((character !== '"' && character !== "'") || line[i - 1] === '\\') continue;
      if (single === character) single = undefined;
      else if (single !== undefined) continue;
      else if (i >= 2 && line.slice(i - 2, i + 1) === character.repeat(3) && i >= tripleStart + 3) {
        if (this.triple !== undefined && this.triple !== character) continue;
        this.triple = this.triple === character ? undefined : character;
        tripleStart = i;
      } else if (this.triple === undefined) single = character;
    }
  }
}
