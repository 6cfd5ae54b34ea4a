import { KernelPlace } from './support/KernelUnderTest';

jest.setTimeout(120_000);

/** A cell, what is asked of with the cursor at `|`, and the first line of what is said there. */
const places = [
  ['const side = 5;', 'side|', 'const side: 5'],
  ['let count = 0;', 'cou|nt + 1', 'let count: number'],
  ['var old = "a";', 'old|', 'var old: string'],
  ['', 'const { a: [first] } = { a: [1] }; fir|st', 'const first: number'],
  ['', 'const f = (size: number) => si|ze', '(parameter) size: number'],
  ['function area(w: number): number { return w; }', 'area(|)', /area\(w: number\): number$/],
  ['const half = (n: number) => n / 2;', 'half(|)', 'half(n: number): number'],
  ['class Grid { constructor(readonly rows: number) {} }', 'new Grid(|)', 'new Grid(rows: number): Grid'], // prettier-ignore
  ["import { C4CNN } from 'equivariant';", 'new C4CNN({|})', /^new C4CNN\(.*ModelArgs/],
] as const;

describe.each(['native', 'javascript'])('with TypeScript %s', (typescript) => {
  let place: KernelPlace;
  beforeAll(async () => {
    place = await KernelPlace.create();
    place.env.COURSE_TYPESCRIPT = typescript;
  });
  afterAll(() => place.remove());

  test('names are shown as they are declared, and calls with what they take', async () => {
    const { client } = await place.start();
    for (const [cell, marked, declaration] of places) {
      await client.execute(cell);
      const cursor = marked.indexOf('|');
      const { content } = await client.ask('inspect_request', {
        code: marked.replace('|', ''),
        cursor_pos: cursor,
        detail_level: 0,
      });
      const said = (content.data as Record<string, string>)['text/plain'] ?? '';
      const expected: unknown =
        typeof declaration === 'string' ? declaration : expect.stringMatching(declaration);
      expect([marked, said.split('\n')[0]]).toEqual([marked, expected]);
    }
  });
});
