import { D4, type Group } from 'equivariant';

/** What an element of C4 or D4 does, in words, such as "a reflection and a quarter turn". */
export const elementName = (g: number): string => D4.describe(g);

/** How the exercises write an element: r in C4, [f, r] in D4. */
export const elementLabel = (group: Group, g: number): string => group.label(g);
