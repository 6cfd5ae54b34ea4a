import { printed, resultOf, type CellRun } from './support/CellClient';
import { KernelPlace, type KernelUnderTest } from './support/KernelUnderTest';

jest.setTimeout(120_000);

let place: KernelPlace;

beforeEach(async () => {
  place = await KernelPlace.create();
});
afterEach(() => place.remove());

/** Runs a cell until it has printed something, stops it, and says what came of it. */
async function stopped({ client }: KernelUnderTest, code: string, times = 1): Promise<CellRun> {
  let begun = (): void => undefined;
  const printing = new Promise<void>((resolve) => (begun = resolve));
  const run = client.execute(`console.log('begins');\n${code}`, ({ header }) => {
    if (header.msg_type === 'stream') begun();
  });
  await printing;
  // A moment for what is to be stopped to begin.
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let time = 0; time < times; time++) await client.control('interrupt_request');
  return run;
}

test('a cell that may fail lets those that wait run, as in ipykernel also if it is stopped', async () => {
  const { client } = await place.start();
  const fails = client.execute("throw new Error('no answer yet');", undefined, true);
  expect([(await client.execute('1;')).status, (await fails).status]).toEqual(['ok', 'error']);
  let begun = (): void => undefined;
  const printing = new Promise<void>((resolve) => (begun = resolve));
  const run = client.execute("console.log('begins');\nfor (;;);", begun, true);
  const waiting = client.execute('2;', undefined, true);
  await printing;
  await client.control('interrupt_request');
  expect([(await run).reply.ename, (await waiting).status]).toEqual(['KeyboardInterrupt', 'ok']);
});

/** What one Stop ends. */
const cells: Record<string, string> = {
  'an await': 'await new Promise(() => undefined);',
  'a getter that is shown': '({ get [Symbol.toStringTag]() { for (;;); } })',
  'a Proxy that is shown': 'new Proxy({}, { get() { for (;;); }, ownKeys() { for (;;); } })',
  'a display method': "({ [Symbol.for('Jupyter.display')]() { for (;;); } })",
  'a waiting child': "require('child_process').execSync('sleep 30');",
  'a waiting child of a child': "require('child_process').execSync('sleep 30; true');",
  'a child that a promise waits for': "await new Promise((done) => require('child_process').spawn('sleep', ['30']).on('exit', done)); for (;;) await null;", // prettier-ignore
};

test('one Stop ends everything that Node lets end, whatever earlier cells listen for', async () => {
  const kernel = await place.start();
  await kernel.client.execute("process.on('SIGINT', () => console.log('closing'));");
  for (const [name, code] of Object.entries(cells)) {
    const begin = performance.now();
    const run = await stopped(kernel, code);
    expect([name, run.reply.status, run.reply.ename]).toEqual([name, 'error', 'KeyboardInterrupt']);
    expect([name, performance.now() - begin < 10_000]).toEqual([name, true]);
    expect(resultOf(await kernel.client.execute('6 * 7'))).toBe('42');
  }
  // A cell that listens is asked first, and ends at the second Stop.
  const own =
    "process.on('SIGINT', () => console.log('asked'));\nawait new Promise(() => undefined);";
  const run = await stopped(kernel, own, 2);
  expect([run.reply.ename, printed(run, 'stdout')]).toEqual([
    'KeyboardInterrupt',
    expect.stringMatching(/^begins\n[^]*asked\n/),
  ]);
});

test('where nothing else helps, the second Stop ends the kernel, and the next one says so', async () => {
  const first = await place.start();
  const loop = 'const loop = (): Promise<void> => Promise.resolve().then(loop);\nawait loop();';
  void stopped(first, loop, 2);
  expect(await first.ended).toBe('SIGKILL');
  const second = await place.start();
  const told = printed(await second.client.execute('2'), 'stderr');
  expect(told).toMatch(/^In\[1\] \(console.log\('begins'\);\) could not be stopped/);
});

test('what children write to streams that they inherit is the cell’s', async () => {
  const { client } = await place.start();
  const sync = await client.execute(
    "const child = require('node:child_process');\nchild.execSync('echo out; echo err >&2', { stdio: 'inherit' });\nchild.spawnSync('echo', ['two'], { stdio: ['ignore', 'inherit', 1] }).status",
  );
  expect([printed(sync, 'stdout'), printed(sync, 'stderr')]).toEqual(['out\ntwo\n', 'err\n']);
  expect(resultOf(sync)).toBe('0');
  const late = await client.execute(
    "await new Promise((done) => child.spawn('echo late', { stdio: 'inherit', shell: true }).on('close', done))",
  );
  expect(printed(late, 'stdout')).toBe('late\n');
});
