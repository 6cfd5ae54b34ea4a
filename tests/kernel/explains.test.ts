import { resultOf, type CellClient, type CellRun } from './support/CellClient';
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
  let client: CellClient;
  beforeAll(async () => {
    place = await KernelPlace.create();
    place.env.COURSE_TYPESCRIPT = typescript;
    ({ client } = await place.start());
  });
  afterAll(() => place.remove());

  test('names are shown as they are declared, and calls with what they take', async () => {
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

  test('questions about code are answered while a cell never gives way, and it goes on', async () => {
    await client.execute('const turnedDigits = [1];');
    let hasEnded = false;
    let running!: Promise<CellRun>;
    await new Promise<void>((resolve) => {
      const wait = 'const end = Date.now() + 8000; while (Date.now() < end) {}';
      running = client.execute(
        `const own = 1; console.log('on'); ${wait} 'ended'`,
        ({ header }) => {
          if (header.msg_type === 'stream') resolve();
        },
      );
      void running.then(() => (hasEnded = true));
    });
    const ask = async (type: string, code: string): Promise<Record<string, unknown>> =>
      (await client.ask(type, { code, cursor_pos: code.length, detail_level: 0 })).content;
    const { matches } = await ask('complete_request', 'turnedDig');
    expect(matches).toEqual(['turnedDigits']);
    // The running cell's own names are known, too.
    expect((await ask('complete_request', 'own')).matches).toContain('own');
    const { data } = await ask('inspect_request', 'turnedDigits');
    expect(data).toMatchObject({ 'text/plain': 'const turnedDigits: number[]' });
    expect(await ask('is_complete_request', 'if (1) {')).toMatchObject({ status: 'incomplete' });
    expect(hasEnded).toBe(false);
    expect(resultOf(await running)).toBe("'ended'");
  });
});
