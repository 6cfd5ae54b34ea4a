import type { Group } from 'equivariant';

const turns = ['nothing', 'a quarter turn', 'a half turn', 'three quarter turns'];

/** What an element of C4 or D4 does, in words, such as "a reflection and a quarter turn". */
export function elementName(g: number): string {
  const turn = turns[g % 4]!;
  if (g < 4) return g === 0 ? 'the identity' : turn;
  return g === 4 ? 'a reflection' : `a reflection and ${turn}`;
}

/** How the exercises write an element: r in C4, [f, r] in D4. */
export function elementLabel(group: Group, g: number): string {
  return group.order === 8 ? `[${Math.floor(g / 4)}, ${g % 4}]` : String(g);
}
