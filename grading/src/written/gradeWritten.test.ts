import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gradeWritten, type WrittenServer } from './gradeWritten';
import type { Cell } from 'nbconvert-ts';
import type { Mark, WrittenAnswer } from './marks';

const sha256 = (source: string): string => createHash('sha256').update(source).digest('hex');

const students = ['Ada', 'Bob', 'Cleo', 'Dan'];
const answers = students.flatMap((student): WrittenAnswer[] => [
  { student, exercise: '3.1', source: `Pooling, says ${student}.` },
  { student, exercise: '1.1', source: `$b = be$, says **${student}**.` },
]);

let folder: string;
let file: string;
let server: WrittenServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'written-'));
  file = join(folder, 'written.json');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const start = async (given = answers): Promise<string> => {
  server = await gradeWritten({ answers: given, file });
  return server.url;
};
const page = async (url: string): Promise<string> => (await fetch(url)).text();
const marksInFile = (): Mark[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { marks: Mark[] }).marks;

/** The name on the page of an answer. */
function nameOn(html: string): string {
  return /class="name">([^<]*)</.exec(html)![1]!;
}

async function post(url: string, body: unknown, type = 'application/json'): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What the page of the first answer to 1.1 would send. */
async function markOfFirst(url: string): Promise<Record<string, unknown>> {
  const student = nameOn(await page(`${url}1.1/1`));
  return {
    answer: sha256(`$b = be$, says **${student}**.`),
    items: [true, false, true, false, false],
    comment: 'Two of five.',
    done: true,
  };
}

/** A request with headers that `fetch` does not let one set. */
async function ask(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const asked = request(url, { method, headers });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await text(response);
  return response.statusCode!;
}

describe('who may ask', () => {
  test('only who knows the token', async () => {
    const url = await start();
    const { origin, host, pathname } = new URL(url);
    const wrong = pathname.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/'));
    for (const path of ['/', '/1.1/1', '/style.css', wrong, pathname.slice(0, -2), '//']) {
      expect([path, await ask(`${origin}${path}`, { host })]).toEqual([path, 403]);
    }
    expect(await ask(`${url}1.1/1`, { host })).toBe(200);
    expect((await post(`${origin}/1.1/1`, await markOfFirst(url))).status).toBe(403);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('no other web page, by whatever name it has for this address', async () => {
    const url = await start();
    const { host, port } = new URL(url);
    expect(await ask(`${url}1.1/1`, { host: `evil.example:${port}` })).toBe(403);
    expect(await ask(`${url}1.1/1`, { host: '127.0.0.1' })).toBe(403);
    expect(await ask(`${url}1.1/1`, { host, origin: 'http://evil.example' }, 'POST')).toBe(403);
    expect(await ask(`${url}1.1/1`, { host, origin: 'null' }, 'POST')).toBe(403);
  });

  test('no other machine', async () => {
    const { port } = new URL(await start());
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow('fetch failed');
    }
  });

  test('each start has a token of its own', async () => {
    const first = await start();
    await server!.close();
    const path = (url: string): string => new URL(url).pathname;
    expect(path(await start())).not.toBe(path(first));
    expect(path(first).length).toBeGreaterThan(30);
  });
});

describe('the order', () => {
  const orderOf = async (url: string, exercise: string): Promise<string[]> => {
    const pages = students.map((_, index) => page(`${url}${exercise}/${index + 1}`));
    return (await Promise.all(pages)).map(nameOn);
  };

  test('is one question after the other, all students in each, always the same', async () => {
    const url = await start();
    const first = await orderOf(url, '1.1');
    expect([...first].sort()).toEqual(students);
    expect(await orderOf(url, '3.1')).not.toEqual(first);
    expect(await page(`${url}1.1/4`)).toContain(`data-next="${new URL(url).pathname}3.1/1"`);
    await server!.close();
    expect(await orderOf(await start([...answers].reverse()), '1.1')).toEqual(first);
  });

  test('has no place for a second answer of a student', async () => {
    await expect(start([...answers, answers[0]!])).rejects.toThrow(/^Ada has two answers to 3\.1/);
  });

  test('begins with what is not graded', async () => {
    const url = await start();
    const open = async (): Promise<string> => new URL((await fetch(url)).url).pathname;
    expect(await open()).toMatch(/1\.1\/1$/);
    await post(`${url}1.1/1`, await markOfFirst(url));
    expect(await open()).toMatch(/1\.1\/2$/);
    const html = await page(`${url}1.1/1`);
    expect(html).toContain('1 of 4, 3 ungraded');
    // After the last answer from the beginning.
    expect(await page(`${url}3.1/4`)).toMatch(/data-ungraded="[^"]*1\.1\/2"/);
    expect(html).toContain('4 ungraded</small>');
  });
});

describe('the page', () => {
  test('shows formulas and the model answer', async () => {
    const url = await start();
    const html = await page(`${url}1.1/1`);
    expect(html).toContain('<mjx-container');
    expect(html).toMatch(/says <strong>/);
    expect(html).toContain('an element has only one inverse');
    expect(html).not.toMatch(/(BEGIN|END) SOLUTION/);
  });

  test('shows the cells of an answer with their pictures, and what was typed', async () => {
    const picture = (name: string, data: string): Cell => ({
      cell_type: 'markdown',
      metadata: {},
      source: `$\\inv{a}$ ![${name}](attachment:image.png)`,
      attachments: { 'image.png': { 'image/png': data } },
    });
    const macro = '$\\newcommand{\\inv}[1]{#1^{-1}}$';
    const read = (): ReturnType<NonNullable<WrittenAnswer['read']>> => ({
      cells: [
        picture('first', 'AAAA'),
        picture('second', 'BBBB'),
        picture('large', 'C'.repeat(4e7)),
      ],
      macros: [{ cell_type: 'markdown', metadata: {}, source: macro }],
    });
    const answer = { student: 'Ada', exercise: '1.1', source: 'Typed & <b>', read } as const;
    const html = await page(`${await start([{ ...answer, attached: 'one' }])}1.1/1`);
    expect(html).toContain('<img src="data:image/png;base64,AAAA" alt="first">');
    expect(html).toContain('<img src="data:image/png;base64,BBBB" alt="second">');
    expect(html).toContain('<span class="no-picture">large: attachment:image.png</span>');
    expect(html).not.toContain('mathcolor="red"');
    expect(html).toContain('<pre>Typed &amp; &lt;b&gt;</pre>');
    const hash = /data-answer="(\w+)"/;
    await server!.close();
    const other = await page(`${await start([{ ...answer, attached: 'two' }])}1.1/1`);
    expect(hash.exec(other)![1]).not.toBe(hash.exec(html)![1]);
  });

  test('lets no script run but its own', async () => {
    const url = await start([
      {
        student: '<script>ran()</script>',
        exercise: '3.4',
        source: '<script>ran()</script><img src=x onerror="ran()">',
      },
    ]);
    const first = await fetch(`${url}3.4/1`);
    const html = await first.text();
    expect(html.match(/<script\b[^>]*>/g)).toEqual([
      expect.stringMatching(/script\.js" nonce="[^"]{20,}" defer>$/),
    ]);
    expect(html).not.toMatch(/<[^>]*onerror/);
    const policy = first.headers.get('content-security-policy')!;
    const nonce = /script-src 'nonce-([^']+)';/.exec(policy)![1]!;
    expect(html).toContain(`nonce="${nonce}"`);
    expect(policy).toMatch(/^default-src 'none';/);
    const again = (await fetch(`${url}3.4/1`)).headers.get('content-security-policy');
    expect(again).not.toContain(nonce);
  });

  test('an answer without end is shown in part', async () => {
    const url = await start([{ student: 'A', exercise: '3.4', source: '$x$ '.repeat(500_000) }]);
    const html = await page(`${url}3.4/1`);
    expect(html).toContain('The beginning of 2000000 characters');
    expect(html.length).toBeLessThan(200_000);
  });

  test('where there are no answers says so', async () => {
    expect(await page(await start([]))).toContain('There are no written answers.');
  });

  test.each(['1.1/0', '1.1/5', '1.1/1/1', '2.1/1', 'toString/1', '../..', 'x'])(
    'there is none at %s',
    async (path) => {
      const url = await start();
      const { host } = new URL(url);
      expect(await ask(`${url}${path}`, { host })).toBeGreaterThanOrEqual(403);
      expect((await post(`${url}${path}`, await markOfFirst(url))).ok).toBe(false);
    },
  );
});

describe('a mark', () => {
  test('is in the file at once, and on the page again after a new start', async () => {
    const url = await start();
    const mark = await markOfFirst(url);
    expect((await post(`${url}1.1/1`, mark)).status).toBe(204);
    const student = nameOn(await page(`${url}1.1/1`));
    expect(marksInFile()).toEqual([{ student, exercise: '1.1', ...mark }]);
    expect(readdirSync(folder)).toEqual(['written.json']);
    await server!.close();
    const html = await page(`${await start()}1.1/1`);
    expect(html.match(/<input[^>]* checked/g)).toHaveLength(2);
    expect(html).toContain('Two of five.</textarea>');
    expect(html).toContain('data-done="true"');
  });

  test('takes the place of the one before, and of no other', async () => {
    const url = await start();
    const others: Mark[] = [
      { student: 'Gone', exercise: '1.1', answer: 'x', items: [], comment: '', done: true },
    ];
    writeFileSync(file, JSON.stringify({ format: 1, marks: others }));
    const mark = await markOfFirst(url);
    await post(`${url}1.1/1`, mark);
    await post(`${url}1.1/1`, { ...mark, comment: 'Better.', done: false });
    expect(marksInFile()).toEqual([
      others[0],
      expect.objectContaining({ comment: 'Better.', done: false }),
    ]);
  });

  test('counts for one text: a changed answer is graded anew, and shows what was said', async () => {
    const url = await start();
    const student = nameOn(await page(`${url}1.1/1`));
    await post(`${url}1.1/1`, { ...(await markOfFirst(url)), comment: 'Say <why>.' });
    await server!.close();
    const changed = answers.map((answer) =>
      answer.student === student ? { ...answer, source: 'Because of **this**.' } : answer,
    );
    const again = await start(changed);
    const html = await page(`${again}1.1/1`);
    expect(html).not.toMatch(/<input[^>]* checked/);
    expect(html).toContain('data-done="false"');
    expect(html).toContain('2 of 5.<blockquote>Say &lt;why&gt;.</blockquote>');
    expect(html).toContain('1 of 4, 4 ungraded');
    // Nor is it gone when the new text has a mark.
    const items = [true, true, true, true, true];
    const mark = { answer: sha256('Because of **this**.'), items, comment: '', done: true };
    expect((await post(`${again}1.1/1`, mark)).status).toBe(204);
    expect(await page(`${again}1.1/1`)).toContain('Say &lt;why&gt;.');
    expect(marksInFile()).toHaveLength(2);
  });

  test('gives comments to use again, for other answers to the same question', async () => {
    const url = await start();
    for (const at of [1, 2]) {
      const name = nameOn(await page(`${url}1.1/${at}`));
      const answer = sha256(`$b = be$, says **${name}**.`);
      const mark = { answer, items: Array(5).fill(false), comment: `Comment ${at}`, done: true };
      await post(`${url}1.1/${at}`, mark);
    }
    const offered = async (path: string): Promise<string[]> =>
      [...(await page(`${url}${path}`)).matchAll(/<li>(Comment \d)<\/li>/g)].map((m) => m[1]!);
    expect(await offered('1.1/3')).toEqual(['Comment 2', 'Comment 1']);
    expect(await offered('1.1/1')).toEqual(['Comment 2']);
    expect(await offered('3.1/1')).toEqual([]);
  });

  test.each<[string, (mark: Record<string, unknown>) => unknown, number, RegExp]>([
    ['is no JSON', () => '{', 400, /^Expected JSON/],
    ['is nothing', () => 'null', 400, /^Expected a mark/],
    ['has too few items', (mark) => ({ ...mark, items: [true] }), 400, /^Expected 5 items/],
    [
      'has items that are no marks',
      (mark) => ({ ...mark, items: [1, 1, 1, 1, 1] }),
      400,
      /^Expected 5 items/,
    ],
    ['has no comment', ({ answer, items, done }) => ({ answer, items, done }), 400, /a comment/],
    [
      'has an endless comment',
      (mark) => ({ ...mark, comment: 'x'.repeat(5001) }),
      400,
      /a comment/,
    ],
    [
      'is huge',
      (mark) => ({ ...mark, comment: 'x'.repeat(1_000_000) }),
      400,
      /at most 100000 bytes/,
    ],
    [
      'does not say whether it is done',
      (mark) => ({ ...mark, done: 'yes' }),
      400,
      /whether the answer is graded/,
    ],
    ['is for another text', (mark) => ({ ...mark, answer: sha256('other') }), 409, /load it anew/],
  ])('that %s is refused', async (_, change, status, says) => {
    const url = await start();
    const response = await post(`${url}1.1/1`, change(await markOfFirst(url)));
    expect(response.status).toBe(status);
    const told = await response.text();
    expect(told).toMatch(says);
    expect(told).not.toContain('\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    [1, 204],
    [500, 400],
  ])('that comes in pieces, %d kB of them, is answered with %d', async (size, status) => {
    const url = await start();
    const mark = { ...(await markOfFirst(url)), comment: 'x'.repeat(1000 * size) };
    const response = await fetch(`${url}1.1/1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: new Blob([JSON.stringify(mark)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(status);
  });

  test('that comes as a form is refused: any web page could send one', async () => {
    const url = await start();
    const body = JSON.stringify(await markOfFirst(url));
    expect((await post(`${url}1.1/1`, body, 'text/plain')).status).toBe(400);
  });
});

describe('a file of marks that is damaged', () => {
  const good = { student: 'Ada', exercise: '1.1', answer: 'x', items: [], comment: '', done: true };
  test.each<[string, string, RegExp]>([
    ['half a file', '{"format": 1, "marks": [', /JSON/],
    ['another format', '{"format": 2, "marks": []}', /expected \{"format": 1/],
    ['no mark', '{"format": 1, "marks": [{}]}', /marks\[0\] is not a mark/],
    [
      'two marks for one answer',
      JSON.stringify({ format: 1, marks: [good, good] }),
      /marks\[1\] is for an answer that has one/,
    ],
  ])('is told in a line, and stays: %s', async (_, content, message) => {
    writeFileSync(file, content);
    await expect(start()).rejects.toThrow(message);
    await expect(start()).rejects.toThrow(/^[^\n]*written\.json does not hold marks: [^\n]+$/);
    rmSync(file);
    const url = await start();
    const mark = await markOfFirst(url);
    writeFileSync(file, content);
    const response = await post(`${url}1.1/1`, mark);
    expect([response.status, await response.text()]).toEqual([500, expect.stringMatching(message)]);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});

test('a port that is not free is told in a line', async () => {
  const port = Number(new URL(await start()).port);
  await expect(gradeWritten({ answers, file, port })).rejects.toThrow(
    /^The page can't be served on port \d+: [^\n]*EADDRINUSE[^\n]*$/,
  );
});
