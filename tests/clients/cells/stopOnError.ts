import { error, stdout, type ClientCell, type ClientNotebook } from '../ClientCell';

const never = (name: string): ClientCell => ({
  name,
  typescript: "console.log('never');",
  python: "print('never')",
  expect: [],
});

const before: ClientCell = {
  name: 'before it',
  typescript: "console.log('before');",
  python: "print('before')",
  expect: [stdout('before\n')],
};

/**
 * Notebooks in which a cell fails: what comes after must not run, and must be seen not to have run.
 */
export const stopOnError: readonly ClientNotebook[] = [
  {
    name: 'thrown',
    stopsOnError: true,
    cells: [
      before,
      {
        name: 'fails after a while',
        typescript: `
await new Promise((done) => setTimeout(done, 300));
const nothing: number[] = JSON.parse('null');
nothing.length`,
        python: 'import asyncio\nawait asyncio.sleep(0.3)\nnothing = None\nnothing.length',
        expect: [error('TypeError', /length/)],
      },
      never('right after'),
      never('last'),
    ],
  },
  {
    name: 'refused',
    stopsOnError: true,
    cells: [
      before,
      {
        name: 'is refused by the compiler',
        typescript: "const n: number = 'text';",
        python: 'n: int = = 5',
        expect: [error('TypeScriptError', /not assignable/)],
      },
      never('right after'),
      never('last'),
    ],
  },
];
