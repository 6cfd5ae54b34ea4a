import { error, result, stderr, stdin, stdout, type ClientCell } from '../ClientCell';

const line = 'x'.repeat(10_000);
const thousand = Array.from({ length: 1000 }, (_, i) => `line ${i}\n`).join('');

/** What cells print. */
export const streams: readonly ClientCell[] = [
  {
    name: 'two lines',
    typescript: "console.log('a');\nconsole.log('b');",
    python: "print('a')\nprint('b')",
    expect: [stdout('a\nb\n')],
  },
  {
    name: 'values in a line',
    typescript: "console.log('%d of %s', 1, 'two', [3]);",
    python: "print('%d of %s' % (1, 'two'), '[ 3 ]')",
    expect: [stdout('1 of two [ 3 ]\n')],
  },
  {
    name: 'standard error',
    typescript: "console.error('careful');",
    python: "print('careful', file=sys.stderr)",
    expect: [stderr('careful\n')],
  },
  {
    name: 'a warning is no error',
    typescript: "console.warn('mind');\n'done'",
    python: "print('mind', file=sys.stderr)\n'done'",
    expect: [stdout('mind\n'), result("'done'")],
    ipykernel: {
      expect: [stderr('mind\n'), result("'done'")],
      because: 'Python warns on standard error, which is drawn red and costs a point in nbgrader.',
    },
  },
  {
    name: 'both streams in turn',
    typescript: 'console.log(1);\nconsole.error(2);\nconsole.log(3);',
    python: `
print(1, flush=True)
print(2, file=sys.stderr, flush=True)
print(3, flush=True)`,
    expect: [stdout('1\n'), stderr('2\n'), stdout('3\n')],
  },
  {
    name: 'text without a line end',
    // What these functions give back is the cell's value, in both languages.
    typescript: "process.stdout.write('no');\nprocess.stdout.write(' end');",
    python: "sys.stdout.write('no')\nsys.stdout.write(' end')",
    expect: [stdout('no end'), result('true')],
  },
  {
    name: 'a thousand lines',
    typescript: 'for (let i = 0; i < 1000; i++) console.log(`line ${i}`);',
    python: "for i in range(1000): print(f'line {i}')",
    expect: [stdout(thousand)],
  },
  {
    name: 'a long line',
    typescript: "console.log('x'.repeat(10_000));",
    python: "print('x' * 10_000)",
    expect: [stdout(`${line}\n`)],
  },
  {
    name: 'letters of the world',
    typescript: "console.log('π ≈ 3, 日本, 🎉');",
    python: "print('π ≈ 3, 日本, 🎉')",
    expect: [stdout('π ≈ 3, 日本, 🎉\n')],
  },
  {
    name: 'colours',
    typescript: "console.log('\\x1b[31mred\\x1b[0m');",
    python: "print('\\x1b[31mred\\x1b[0m')",
    expect: [stdout('red\n')],
  },
  {
    name: 'a line that is written over',
    typescript:
      'for (let i = 1; i <= 3; i++) process.stdout.write(`\\rstep ${i}`);\nconsole.log();',
    python: "for i in range(1, 4): print(f'\\rstep {i}', end='')\nprint()",
    expect: [stdout('step 3\n')],
  },
  {
    name: 'before and after waiting',
    typescript: "console.log('before');\nawait sleep(100);\nconsole.log('after');",
    python: "print('before')\nawait sleep(100)\nprint('after')",
    expect: [stdout('before\nafter\n')],
  },
  {
    name: 'table',
    typescript: 'console.table([{ n: 1 }]);',
    python:
      "print('┌─────────┬───┐\\n│ (index) │ n │\\n├─────────┼───┤\\n│ 0       │ 1 │\\n└─────────┴───┘')",
    expect: [stdout(/^┌─+┬─+┐\n│ \(index\) │ n │\n[^]*1[^]*┘\n$/)],
  },
  {
    name: 'asked for input',
    typescript: "const name = prompt('Name? ');\nconsole.log(`Hello ${name}`);",
    python: "name = input('Name? ')\nprint(f'Hello {name}')",
    answer: 'Ada',
    expect: [error('Error', /input/)],
    inJupyterLab: {
      expect: [stdin('Name?  Ada\n'), stdout('Hello Ada\n')],
      because: 'A person is there to answer.',
    },
  },
];
