import { error, result, stderr, stdout, type ClientCell } from '../ClientCell';

/** Cells that fail, and cells after them. */
export const errors: readonly ClientCell[] = [
  {
    name: 'thrown error',
    typescript: "throw new RangeError('too large');",
    python: "raise ValueError('too large')",
    expect: [error('RangeError', 'too large')],
  },
  {
    name: 'printed text before an error',
    typescript: "console.log('so far');\nthrow new Error('no further');\nconsole.log('never');",
    python: "print('so far')\nraise Exception('no further')\nprint('never')",
    expect: [stdout('so far\n'), error('Error', 'no further')],
  },
  {
    name: 'property of null',
    typescript: "const nobody: { name: string } = JSON.parse('null');\nnobody.name",
    python: 'nobody = None\nnobody.name',
    expect: [error('TypeError', /null.*'?name/)],
  },
  {
    name: 'name that does not exist',
    typescript: 'unknownName',
    python: 'unknownName',
    expect: [error('TypeScriptError', /Cannot find name 'unknownName'/)],
  },
  {
    name: 'wrong type',
    typescript: "console.log('never');\nconst three: number = 'three';",
    python: "print('never')\nthree: int = 'three'",
    expect: [error('TypeScriptError', /Type 'string' is not assignable to type 'number'/)],
    ipykernel: { expect: [stdout('never\n')], because: 'Python does not check types.' },
  },
  {
    name: 'wrong grammar',
    typescript: "console.log('never');\nconst = 3;",
    python: "print('never')\n= 3",
    expect: [error('TypeScriptError', /./)],
  },
  {
    name: 'thrown text',
    typescript: "throw 'just text';",
    python: "raise 'just text'",
    expect: [error('Thrown', 'just text')],
  },
  {
    name: 'error class of their own',
    typescript: `
class OwnError extends Error {
  override name = 'OwnError';
}
throw new OwnError('mine');`,
    python: "class OwnError(Exception): pass\nraise OwnError('mine')",
    expect: [error('OwnError', 'mine')],
  },
  {
    name: 'function that fails',
    typescript: "function fail(): never {\n  throw new Error('from afar');\n}",
    python: "def fail():\n  raise Exception('from afar')",
    expect: [],
  },
  {
    name: 'call of a failing function above',
    typescript: 'fail()',
    python: 'fail()',
    expect: [error('Error', 'from afar')],
  },
  {
    name: 'error with a cause',
    typescript: `
try {
  fail();
} catch (cause) {
  throw new Error('outer', { cause });
}`,
    python: "try:\n  fail()\nexcept Exception as cause:\n  raise Exception('outer') from cause",
    expect: [error('Error', 'outer')],
  },
  {
    name: 'message of two lines',
    typescript: "throw new Error('one\\ntwo');",
    python: "raise Exception('one\\ntwo')",
    expect: [error('Error', 'one\ntwo')],
  },
  {
    name: 'awaited rejection',
    typescript: "await Promise.reject(new Error('refused'));",
    python: `
async def refuse(): raise Exception('refused')
await refuse()`,
    expect: [error('Error', 'refused')],
  },
  {
    name: 'several errors in one',
    typescript: "throw new AggregateError([new Error('a'), new Error('b')], 'both');",
    python: "raise ExceptionGroup('both', [Exception('a'), Exception('b')])",
    expect: [error('AggregateError', 'both')],
    ipykernel: {
      expect: [stderr(/both/)],
      status: 'error',
      because: 'IPython prints a group of exceptions as text instead.',
    },
  },
  {
    name: 'endless recursion',
    typescript: 'function forever(): number {\n  return forever() + 1;\n}\nforever()',
    python: 'def forever(): return forever() + 1\nforever()',
    expect: [error('RangeError', /call stack/)],
  },
  {
    name: 'assertion',
    typescript: "import assert from 'node:assert/strict';\nassert.equal(1 + 1, 3);",
    python: 'assert 1 + 1 == 3',
    expect: [error('AssertionError', /3/)],
  },
  {
    name: 'text that is not JSON',
    typescript: "JSON.parse('{')",
    python: "import json\njson.loads('{')",
    expect: [error('SyntaxError', /JSON/)],
  },
  {
    name: 'caught error',
    typescript: 'try {\n  fail();\n} catch (e) {\n  console.log((e as Error).message);\n}',
    python: 'try:\n  fail()\nexcept Exception as e:\n  print(e)',
    expect: [stdout('from afar\n')],
  },
  {
    name: 'tidied up before the error shows',
    typescript: "try {\n  fail();\n} finally {\n  console.log('tidy');\n}",
    python: "try:\n  fail()\nfinally:\n  print('tidy')",
    expect: [stdout('tidy\n'), error('Error', 'from afar')],
  },
  {
    name: 'declaration before an error',
    typescript: "const saved = 'saved';\nfail();",
    python: "saved = 'saved'\nfail()",
    expect: [error('Error', 'from afar')],
  },
  {
    name: 'what was declared before the error',
    typescript: 'saved',
    python: 'saved',
    expect: [result("'saved'")],
  },
  {
    name: 'rejection that nobody awaits',
    typescript: "void Promise.reject(new Error('unheard'));\nconsole.log('goes on');",
    python: `
async def refuse(): raise Exception('unheard')
_ = asyncio.create_task(refuse())
print('goes on', flush=True)
await sleep(50)
del _`,
    expect: [stdout('goes on\n'), error('Error', 'unheard')],
    ipykernel: {
      expect: [stdout('goes on\n'), stderr(/Task exception was never retrieved/)],
      because: 'asyncio logs such an error and goes on.',
    },
  },
  {
    name: 'error in a timer while the cell waits',
    typescript: "setTimeout(() => fail(), 10);\nawait sleep(1000);\nconsole.log('never');",
    python: '_ = threading.Timer(0.01, fail).start()\nawait sleep(200)',
    expect: [error('Error', 'from afar')],
    ipykernel: {
      expect: [stderr(/from afar/)],
      because: 'Python prints an error of another thread and goes on.',
    },
  },
  {
    name: 'attempt to end the kernel',
    typescript: 'process.exit(1);',
    python: 'sys.exit(1)',
    expect: [error('Error', /process\.exit/)],
    ipykernel: {
      expect: [error('SystemExit', '1'), stderr(/To exit/)],
      because: 'IPython adds a hint as a warning, where this kernel says it in the error.',
    },
  },
];
