import type { Hint } from './Hint';

/** Hints on errors of JavaScript and Node, which look like `TypeError: x is not iterable`. */
export const errorHints: readonly Hint[] = [
  {
    pattern: /^TypeError: .+\.[\w$]+ is not a function$/,
    hint: 'What stands before the dot has no method of this name: is it spelt right, and is it a promise that lacks an `await`?',
  },
  {
    pattern: /^TypeError: ([\w$]+) is not a function$/,
    hint: '`$1` holds something that can’t be called: look where it got its value.',
  },
  {
    pattern: /^TypeError: .*is not iterable/,
    hint: 'An array or the like is needed here: look at what it is; a promise needs `await` first.',
  },
  {
    pattern:
      /^TypeError: Cannot (?:read|set) properties of (null|undefined) \((?:reading|setting) '(\d+)'\)/,
    hint: 'What stands before `[$2]` is $1: look where it should have got its value.',
  },
  {
    pattern:
      /^TypeError: Cannot (?:read|set) properties of (null|undefined) \((?:reading|setting) '([\w$]+)'\)/,
    hint: 'What stands before `.$2` is $1: look where it should have got its value.',
  },
  {
    pattern: /^TypeError: Cannot destructure property '.+' of '.+' as it is (null|undefined)/,
    hint: 'What is taken apart with { } is $1: look where it should have got its value.',
  },
  {
    pattern: /^TypeError: Assignment to constant variable/,
    hint: 'Declare it with `let` instead of `const` if it is to change.',
  },
  {
    pattern: /^ReferenceError: (\S+) is not defined$/,
    hint: 'Run the cell that declares `$1`, or look at its spelling.',
  },
  {
    pattern: /^ReferenceError: Cannot access '(.+)' before initialization/,
    hint: '`$1` has no value yet: it is declared further down, or the cell that declares it failed before it came there; run that cell again.',
  },
  {
    pattern: /^Error: Not implemented/,
    hint: 'Here an answer is still open: write it in the cell above, run that cell, and then this one again.',
  },
  {
    pattern: /^Error: Cannot find (?:module|package) '(\.[^']*)'/,
    hint: 'Is the path right? It starts at the notebook’s folder.',
  },
  {
    pattern: /^Error: Cannot find (?:module|package) '([^']+)'/,
    hint: 'Is it spelt right, and is it installed? The path of a file of your own begins with ./',
  },
  {
    pattern: /^Error: ENOENT: no such file or directory/,
    hint: 'Is the path right? It starts at the folder that `process.cwd()` gives.',
  },
  {
    pattern: /^RangeError: Maximum call stack size exceeded/,
    hint: 'A function calls itself without an end, or a very long array is spread with `...` into the arguments of a call.',
  },
  {
    pattern: /^RangeError: Invalid (?:typed )?array length/,
    hint: 'A length is a whole number, 0 or more, and not too large: look at how it is computed.',
  },
  {
    pattern: /^SyntaxError: Unexpected end of JSON input/,
    hint: 'The text is empty or cut off: print it.',
  },
  {
    pattern: /^SyntaxError: .*JSON/,
    hint: 'The text is not JSON: print its beginning; JSON wants double quotes, also around names, and no comma after the last item.',
  },
];
