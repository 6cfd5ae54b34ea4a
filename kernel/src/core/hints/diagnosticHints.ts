import type { Hint } from './Hint';

const awaitIt = 'It is a promise: write `await` before it to get its value.';
const testIt =
  'Test it before you use it, as in `if (x)`, or write `x?.name`, which is undefined where `x` is missing.';
const giveType = 'Say what type it has, as in `(x: number)`.';
const useMethods =
  'Signs such as + and * are for numbers; tensors have methods: `a.add(b)`, `a.sub(b)`, `a.mul(b)`, `a.div(b)`.';
const readIt = 'A weight is no tensor: its `read()` gives one, as in `this.kernel.read()`.';
const giveBack = 'Give a value back with `return` on every way through the function.';

/** Hints on what TypeScript 5.0 says of a cell, which looks like `2304 Cannot find name 'x'.` */
export const diagnosticHints: readonly Hint[] = [
  { pattern: /^2339 .* on type 'Promise<.*>'\.$/, hint: awaitIt },
  { pattern: /^2322 Type 'Promise<.*>' is not assignable to type '(?!.*Promise)/, hint: awaitIt },
  {
    pattern:
      /^2345 Argument of type 'Promise<.*>' is not assignable to parameter of type '(?!.*Promise)/,
    hint: awaitIt,
  },
  { pattern: /^(?:2488 Type|7053 .*type) 'Promise<.*>'/, hint: awaitIt },
  { pattern: /^2365 .*'Promise</, hint: awaitIt },
  { pattern: /^2801 .*'Promise</, hint: awaitIt },
  { pattern: /^2365 .*\b(?:Tensor|Variable|Scalar)\b/, hint: useMethods },
  { pattern: /^(?:2339|2345|2322) .*[tT]ype '(?:.*\.)?LayerVariable'/, hint: readIt },
  {
    pattern:
      /^23(?:22|45) .*[tT]ype 'number\[\]' is not assignable to (?:type|parameter of type) '.*\[number/,
    hint: 'A list may have any length, and so many numbers are wanted: write them out, as in `[1, 2]`, or `as [number, number]` behind the list.',
  },
  { pattern: /^2322 Type 'void' is not assignable to type/, hint: giveBack },
  {
    pattern:
      /^23(?:22|45) .*[tT]ype '[^']*\) => .*' is not assignable to (?:type|parameter of type) '(?!.*=>).*Tensor/,
    hint: 'This is a function: to call it, write () behind it.',
  },
  {
    pattern: /^2440 .* local declaration of '(.+)'/,
    hint: 'This cell imports `$1` and declares it, too: give your own another name.',
  },
  {
    pattern: /^2448 .*'(.+)' used before/,
    hint: 'In this cell `$1` is its own declaration, not an earlier one or the library’s: give yours another name.',
  },
  { pattern: /^236[23] /, hint: useMethods },
  {
    pattern: /^2304 Cannot find name '(.+)'/,
    hint: 'Run the cell that declares `$1`, import it, or look at its spelling.',
  },
  {
    pattern: /^2307 Cannot find module '\./,
    hint: 'Is the path right? It starts at the notebook’s folder.',
  },
  {
    pattern: /^2307 Cannot find module/,
    hint: 'Is it spelt right, and is it installed? The path of a file of your own begins with ./',
  },
  {
    pattern:
      /^(?:2322 Type|2345 Argument of type) '(?:.* \| )?undefined' is not assignable .*type '(?!.*undefined)/,
    hint: 'It may be undefined: test it before with `if`, or give another value for that case with `??`.',
  },
  {
    pattern: /^(?:2322 Type|2345 Argument of type) 'Tensor<Rank>' is not assignable .*'(Tensor\dD)/,
    hint: 'TypeScript can’t count its axes: where you know them, write `as tf.$1` behind it.',
  },
  {
    pattern:
      /^(?:2322 Type|2345 Argument of type) '.+' is not assignable to (?:type|parameter of type) '/,
    hint: 'The first type is what you give, the second what is wanted here.',
  },
  {
    pattern: /^2339 .* on type '.*\b(?:null|undefined)'\.$/,
    hint: testIt,
  },
  {
    pattern: /^2339 /,
    hint: 'Is it spelt right? The Tab key after the dot shows what there is.',
  },
  { pattern: /^255[12] .* Did you mean '(.+)'\?$/, hint: 'If it is only misspelt, write `$1`.' },
  { pattern: /^(?:2531|2532|2533|18047|18048|18049) /, hint: testIt },
  {
    pattern: /^18046 /,
    hint: 'TypeScript can’t know what it is: ask with `typeof` or `instanceof`, or say it with `as`.',
  },
  {
    pattern: /^255[45] /,
    hint: 'Shift-Tab on the function’s name shows what it takes.',
  },
  {
    pattern: /^2588 /,
    hint: 'Declare it with `let` instead of `const` if it is to change.',
  },
  {
    pattern: /^2741 Property '(.+)' is missing/,
    hint: 'Add `$1` to the object, or write `$1?` in its type if it may be left out.',
  },
  { pattern: /^70(?:06|31) /, hint: giveType },
  {
    pattern: /^1005 '(.+)' expected/,
    hint: 'Look just before this place: a bracket, comma, quote or `$1` is missing there, or something is too much.',
  },
  {
    pattern: /^1109 /,
    hint: 'A value is missing here, or what stands just before is too much.',
  },
  {
    pattern: /^(?:1002|1160) /,
    hint: 'The quote that ends this text is missing.',
  },
  {
    pattern: /^1308 /,
    hint: 'Write `async` before the function in which it stands.',
  },
  { pattern: /^23(?:55|66) /, hint: giveBack },
  {
    pattern: /^2451 .* '(.+)'/,
    hint: 'This cell declares `$1` twice: leave `const` or `let` out the second time, or take another name.',
  },
  {
    pattern: /^2454 Variable '(.+)'/,
    hint: 'Give `$1` a value where it is declared.',
  },
  {
    pattern: /^2683 /,
    hint: '`this` belongs to the methods of classes: give the function what it needs as an argument.',
  },
];
