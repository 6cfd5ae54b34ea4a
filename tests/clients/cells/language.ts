import { error, result, stdout, type ClientCell } from '../ClientCell';

/** What cells may be written in. */
export const language: readonly ClientCell[] = [
  {
    name: 'import',
    typescript: "import { basename } from 'node:path';\nbasename('/a/b.txt')",
    python: "from posixpath import basename\nbasename('/a/b.txt')",
    expect: [result("'b.txt'")],
  },
  {
    name: 'types alone',
    typescript: 'interface Named { name: string }\ntype Names = Named[];',
    python: 'from typing import Protocol\nclass Named(Protocol):\n  name: str',
    expect: [],
  },
  {
    name: 'types of an earlier cell',
    typescript: "const names: Names = [{ name: 'a' }];\nnames.map(({ name }) => name)",
    python:
      "from types import SimpleNamespace\nnames = [SimpleNamespace(name='a')]\n[n.name for n in names]",
    expect: [result("[ 'a' ]")],
  },
  {
    name: 'generic function and destructuring',
    typescript:
      'const swap = <A, B>([a, b]: readonly [A, B]): [B, A] => [b, a];\nconst [first, second] = swap([1, 2]);\nconsole.log(first, second);',
    python:
      'def swap(pair): return (pair[1], pair[0])\nfirst, second = swap((1, 2))\nprint(first, second)',
    expect: [stdout('2 1\n')],
  },
  {
    name: 'constant declared anew with another type',
    typescript: "const two = 'two';\ntwo",
    python: "two = 'two'\ntwo",
    expect: [result("'two'")],
  },
  {
    name: 'enumeration',
    typescript: "enum Colour { Red = 'red' }\nColour.Red",
    python: "from enum import Enum\nclass Colour(Enum):\n  Red = 'red'\nColour.Red",
    expect: [result("'red'")],
  },
  {
    name: 'class that extends one of an earlier cell',
    typescript:
      'class Point3 extends Point {\n  constructor(x: number, y: number, readonly z: number) {\n    super(x, y);\n  }\n}\nnew Point3(1, 2, 3)',
    python: '@dataclass\nclass Point3(Point):\n  z: int\nPoint3(1, 2, 3)',
    expect: [result('Point3 { x: 1, y: 2, z: 3 }')],
  },
  {
    name: 'exported constant',
    typescript: 'export const exported = 7;',
    python: 'exported = 7',
    expect: [],
  },
  {
    name: 'the exported constant',
    typescript: 'exported + 1',
    python: 'exported + 1',
    expect: [result('8')],
  },
  {
    name: 'name that the kernel keeps for itself',
    typescript: 'const __hidden = 9;',
    python: '__hidden = 9',
    expect: [error('TypeScriptError', /two underscores/)],
    ipykernel: { expect: [], because: 'Python has no such names.' },
  },
];
