import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudentNotebook } from '../StudentNotebook';
import type { Variant } from '../Variant';

/** A file on the student's machine alone: a list of lists. */
export const notHandedIn = join(tmpdir(), 'not-handed-in.json');

const modulo = 'const mod = (a: number, n: number): number => ((a % n) + n) % n;';
const c4With = (product: string, inverse: string): string => `const c4: CyclicLaw = {
  product(a: number, b: number): number { refuse(a); refuse(b); return ${product}; },
  inverse(a: number): number { refuse(a); return ${inverse}; },
};`;
const refuse = `function refuse(a: number): void {
  if (![0, 1, 2, 3].includes(a)) throw new RangeError('no element');
}`;
const d4With = (turns: string, inverse: string): string => `const d4: DihedralLaw = {
  product([f1, r1]: DihedralElement, [f2, r2]: DihedralElement): DihedralElement {
    return [(f1 + f2) % 2, ${turns}];
  },
  inverse([f, r]: DihedralElement): DihedralElement { return f === 1 ? [1, r] : [0, ${inverse}]; },
};`;
const dependentD4 = d4With('mod(f1 === 1 ? r1 - r2 : r1 + r2, 4)', 'mod(-r, 4)');
/** Answers to notebook 1. */
export const groups: readonly Variant[] = [
  {
    name: 'the demonstration’s letterF',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.answer(
        '1-3',
        `const seen = (x: tf.Tensor): string => x.dataSync().join();
function find(x: tf.Tensor4D): DihedralElement {
  return eight.find((g) => seen(act(g, letterF)) === seen(x))!;
}
const d4: DihedralLaw = {
  product: (a, b) => find(act(a, act(b, letterF))),
  inverse: (a) => eight.find((b) => seen(act(a, act(b, letterF))) === seen(letterF))!,
};`,
      );
    },
  },
  {
    name: 'positions and lookUp of a demonstration',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.answer(
        '1-3',
        `type Turn = (x: Position) => Position;
const steps = (r: number): Position => Array.from({ length: r }).reduce<Position>((x) => quarterTurn(x), [0, 1]);
const where = ([row, column]: Position): number => [0, 1, 2, 3].findIndex((r) => steps(r)[0] === row && steps(r)[1] === column);
${d4With('where(f1 === 1 ? back(r1, r2) : forth(r1, r2))', 'where(back(0, r))')}
function forth(a: number, b: number): Position { let x = steps(a); for (let i = 0; i < b; i++) x = quarterTurn(x); return x; }
function back(a: number, b: number): Position { let x = steps(a); for (let i = 0; i < b; i++) x = quarterTurnBack(x); return x; }`,
      );
    },
  },
  {
    name: 'a helper in a cell of its own',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      n.before('1-2', `${modulo}\n${refuse}`);
      n.answer('1-2', c4With('mod(a + b, 4)', 'mod(-a, 4)'));
    },
  },
  {
    name: 'helpers of helpers in several cells',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      n.before('1-1', 'const base = 4;\nlet elements: number[] = [];');
      n.before('1-2', 'elements = Array.from({ length: base }, (_, i) => i);');
      n.before('1-2', 'const cyclic = (i: number): number => elements.at(i % base)!;');
      n.before('1-2', refuse);
      n.answer('1-2', c4With('cyclic(a + b)', 'cyclic(-a)'));
    },
  },
  {
    name: 'mod of the answer to 1.2 in 1.3',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.answer('1-2', `${modulo}\n${refuse}\n${c4With('mod(a + b, 4)', 'mod(-a, 4)')}`);
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'the own c4 with a further function in 1.3',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.answer(
        '1-2',
        `${refuse}\nconst c4 = {
  product(a: number, b: number): number { refuse(a); refuse(b); return (a + b) % 4; },
  inverse(a: number): number { refuse(a); return (4 - a) % 4; },
  minus(a: number, b: number): number { return this.product(a, this.inverse(b)); },
};`,
      );
      n.answer('1-3', d4With('f1 === 1 ? c4.minus(r1, r2) : c4.product(r1, r2)', 'c4.inverse(r)'));
    },
  },
  {
    name: 'a global that another cell has put down',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.before(
        '1-3',
        `declare global { var mod: (a: number, n: number) => number; }
globalThis.mod = (a, n) => ((a % n) + n) % n;`,
      );
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'a method that another cell has put on numbers',
    exercise: '1.3',
    change: (n: StudentNotebook): void => {
      n.before(
        '1-3',
        `(Number.prototype as any).mod4 = function () { return ((this.valueOf() % 4) + 4) % 4; };`,
      );
      n.answer('1-3', d4With('(f1 === 1 ? r1 - r2 : r1 + r2 as any).mod4()', '(-r as any).mod4()'));
    },
  },
  {
    name: 'the law in a cell of its own below the answer cell',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      const right = n.source('1-2');
      n.answer('1-2', c4With('a', 'a').replace(/refuse\(.\);/g, ''));
      n.after('1-2', right);
    },
  },
  {
    name: 'the law in a new cell, the answer cell as released',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      const right = n.source('1-2');
      n.release('1-2');
      n.after('1-2', right);
    },
  },
  {
    name: 'a TypeScript file beside the notebook',
    exercise: '1.3',
    files: { 'helpers.ts': `export ${modulo}\n` },
    change: (n: StudentNotebook): void => {
      n.replace('imports', 'import { show }', "import { mod } from './helpers';\nimport { show }");
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'a JSON file beside the notebook',
    exercise: '1.2',
    files: {
      'tables/c4.json': JSON.stringify(
        [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) % 4)),
      ),
    },
    change: (n: StudentNotebook): void => {
      n.answer(
        '1-2',
        `import { readFileSync } from 'node:fs';
const rows: number[][] = JSON.parse(readFileSync('tables/c4.json', 'utf8'));
${refuse}
${c4With('rows[a]![b]!', 'rows[a]!.indexOf(0)')}`,
      );
    },
  },
  {
    name: 'a file that was not handed in',
    exercise: '1.2',
    needsPerson: true,
    change: (n: StudentNotebook): void => {
      n.answer(
        '1-2',
        `import { readFileSync } from 'node:fs';
const rows: number[][] = JSON.parse(readFileSync('${notHandedIn}', 'utf8'));
${refuse}
${c4With('rows[a]![b]!', 'rows[a]!.indexOf(0)')}`,
      );
    },
  },
  {
    name: 'the first cell also loads a module of Node',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      n.replace('imports', 'import { show }', "import assert from 'node:assert';\nimport { show }");
      n.replace(
        '1-2',
        'if (![0, 1, 2, 3].includes(a)) throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`);',
        'assert([0, 1, 2, 3].includes(a), `C4 has the elements 0 to 3, not ${a}.`);',
      );
    },
  },
  {
    name: 'a refusal that can’t be printed',
    exercise: '1.2',
    change: (n) =>
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        'throw Object.create(null)',
      ),
  },
  {
    name: 'a refusal by a Proxy that refuses everything',
    exercise: '1.2',
    change: (n: StudentNotebook): void => {
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        `{
    const no = (): never => { throw new Error('never'); };
    throw new Proxy({}, { get: no, has: no, getPrototypeOf: no, ownKeys: no, getOwnPropertyDescriptor: no });
  }`,
      );
    },
  },
  {
    name: 'a refusal whose message throws',
    exercise: '1.2',
    change: (n) =>
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        "throw Object.defineProperty(new Error(), 'message', { get() { throw 0; } })",
      ),
  },
  {
    name: 'a helper that fails here',
    exercise: '1.3',
    needsPerson: true,
    change: (n: StudentNotebook): void => {
      n.before(
        '1-3',
        `import { readFileSync } from 'node:fs';
readFileSync('${notHandedIn}');
${modulo}`,
      );
      n.answer('1-3', dependentD4);
    },
  },
];
