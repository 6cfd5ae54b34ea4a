/** What a key of the page does, in words. */
export interface Key {
  names: string[];
  does: string;
  /** For the line at the bottom, if the key is needed all the time. */
  short?: string;
}

/** The keys, in the order in which they are listed; `script.ts` implements them. */
export const keys: readonly Key[] = [
  { names: ['1', '…', '9'], does: 'Give or take the points of an item.', short: 'items' },
  {
    names: ['Enter'],
    does: 'Mark the answer as graded, and go to the next ungraded one.',
    short: 'graded, next',
  },
  { names: ['x'], does: 'Mark the answer as not graded.' },
  { names: ['j', '→'], does: 'The next answer.', short: 'next' },
  { names: ['k', '←'], does: 'The answer before.', short: 'back' },
  { names: ['u'], does: 'The next answer that is not graded.', short: 'ungraded' },
  { names: ['c'], does: 'Write a comment; Esc leaves it.', short: 'comment' },
  {
    names: ['r'],
    does: 'Put in a comment that was given to another answer; again for an earlier one.',
  },
  { names: ['m'], does: 'Show or hide the model answer.', short: 'model answer' },
  { names: ['s'], does: 'Show or hide the text as it was typed.', short: 'source' },
  { names: ['n'], does: "Show or hide students' names." },
  { names: ['?'], does: 'Show this help.', short: 'help' },
];
