import { readdirSync } from 'node:fs';
import { printed, resultOf } from './support/CellClient';
import { KernelPlace } from './support/KernelUnderTest';
import { OrphanedKernel } from './support/OrphanedKernel';

/** What a kernel can be busy with; each prints something first. */
const doings: Record<string, string> = {
  'a loop': 'console.log("begins");\nfor (;;) {}',
  'a loop after an await': 'await null;\nconsole.log("begins");\nfor (;;) {}',
  'an await': 'console.log("begins");\nawait new Promise(() => undefined);',
  'a loop of awaits': 'console.log("begins");\nfor (;;) await null;',
};

// A kernel starts slowly on a busy machine.
jest.setTimeout(120_000);

let place: KernelPlace;

beforeEach(async () => {
  place = await KernelPlace.create();
});
afterEach(() => place.remove());

/** The files next to the connection file. */
const leftBehind = (): string[] =>
  readdirSync(place.folder).filter((name) => name !== 'connection.json');

describe('a kernel whose parent is killed ends', () => {
  test.each([['nothing', undefined], ...Object.entries(doings)])(
    'while it runs %s',
    async (_, code) => {
      const kernel = await OrphanedKernel.start(place);
      try {
        if (code === undefined) await kernel.client.execute('1');
        else await kernel.client.begin(code);
        await kernel.killParent();
        expect(await kernel.ends(15_000)).toBe(true);
        expect(leftBehind()).toEqual([]);
      } finally {
        kernel.kill();
      }
    },
  );
});

test.each(Object.entries(doings))(
  'a kernel that runs %s ends on request, and the next one starts afresh',
  async (_, code) => {
    const first = await place.start();
    await first.client.execute('const gone = 1;');
    await first.client.begin(code);
    const answer = await first.client.control('shutdown_request', { restart: true });
    expect(answer.content).toMatchObject({ status: 'ok', restart: true });
    await first.ended;
    expect(leftBehind()).toEqual([]);

    const { client } = await place.start();
    const run = await client.execute('typeof (globalThis as { gone?: number }).gone');
    expect([resultOf(run), printed(run, 'stderr')]).toEqual(["'undefined'", '']);
  },
);

test('after a kernel was killed in a cell, the next one says where, once', async () => {
  const first = await place.start();
  await first.client.execute('1');
  await first.client.begin('console.log("begins");\nfor (;;) {}');
  first.process.kill('SIGKILL');
  await first.ended;

  const second = await place.start();
  const told = printed(await second.client.execute('2'), 'stderr');
  expect(told).toContain('died in In[2] (console.log("begins");)');
  expect(told).toContain('run the cells from the top');
  expect(printed(await second.client.execute('3'), 'stderr')).toBe('');
  await second.client.control('shutdown_request', { restart: false });
  expect(await second.ended).toBe(0);
  expect(leftBehind()).toEqual([]);
});

test('after a kernel has run out of memory, the next one says so', async () => {
  // TypeScript itself needs about 150 MB.
  const first = await place.start(['--max-old-space-size=256']);
  await first.client.execute('1');
  const fill =
    'const rows: string[][] = [];\nfor (;;) rows.push(Array(1000).fill(1.5).map(String));';
  void first.client.execute(fill);
  expect(await first.ended).toBe('SIGABRT');

  const second = await place.start();
  const told = printed(await second.client.execute('2'), 'stderr');
  expect(told).toContain('died in In[2] (const rows: string[][] = [];)');
  expect(told).toContain('it ran out of memory');
  expect(leftBehind().filter((name) => name.includes('report'))).toEqual([]);
});

test('a kernel that was killed while idle is not mentioned, and the next one tidies up', async () => {
  const first = await place.start();
  await first.client.execute('1');
  first.process.kill('SIGKILL');
  await first.ended;
  expect(leftBehind()).toEqual([expect.stringMatching(/^typescript-kernel-cells-/)]);
  const second = await place.start();
  expect(printed(await second.client.execute('2'), 'stderr')).toBe('');
  await second.client.control('shutdown_request', { restart: false });
  expect(await second.ended).toBe(0);
  expect(leftBehind()).toEqual([]);
});

test('a kernel that can’t listen says why and ends', async () => {
  await place.start();
  const second = place.launch();
  expect(await second.ended).toBe(1);
  expect(second.words).toBe('The kernel can’t listen: Address already in use\n');
});
