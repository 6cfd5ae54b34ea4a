import {
  error,
  shown,
  stderr,
  stdout,
  type ClientCell,
  type Difference,
  type Expected,
} from '../ClientCell';

/**
 * Output that arrives after its cell has ended. JupyterLab keeps listening; programs that run a
 * notebook do not, whatever the kernel. After every such cell comes one that waits, under which
 * none of it may appear.
 */
const late = (...expect: Expected[]): Difference => ({
  expect,
  because: 'nbclient, nbconvert and nbconvert-ts stop listening to a cell when it has ended.',
});

const underNext = 'ipykernel prints such an error under whichever cell runs then.';

/** Output that comes late, under the cell that it belongs to. */
export const lateOutput: readonly ClientCell[] = [
  {
    name: 'printed late',
    typescript: "setTimeout(() => console.log('late'), 500);\nconsole.log('soon');",
    python: `
_ = asyncio.get_running_loop().call_later(0.5, print, 'late')
print('soon')`,
    expect: [stdout('soon\n')],
    inJupyterLab: late(stdout('soon\nlate\n')),
  },
  {
    name: 'waiting, with output of its own',
    typescript: "await sleep(1000);\nconsole.log('own');",
    python: "await sleep(1000)\nprint('own')",
    expect: [stdout('own\n')],
  },
  {
    name: 'displayed late',
    typescript: "setTimeout(() => jupyter.display({ 'text/html': '<b>late</b>' }), 500);",
    python: `
_ = asyncio.get_running_loop().call_later(
  0.5, lambda: display({'text/html': '<b>late</b>'}, raw=True))`,
    expect: [],
    inJupyterLab: late(shown({ 'text/html': '<b>late</b>' })),
  },
  { name: 'waiting', typescript: 'await sleep(1000);', python: 'await sleep(1000)', expect: [] },
  {
    name: 'display that is updated late',
    typescript: `
jupyter.display({ 'text/html': '<b>1</b>' }, { id: 'late' });
const timer = setTimeout(() => jupyter.display({ 'text/html': '<b>2</b>' }, { id: 'late', update: true }), 500);`,
    python: `
display({'text/html': '<b>1</b>'}, raw=True, display_id='late')
_ = asyncio.get_running_loop().call_later(
  0.5, lambda: update_display({'text/html': '<b>2</b>'}, raw=True, display_id='late'))`,
    expect: [shown({ 'text/html': '<b>1</b>' })],
    inJupyterLab: late(shown({ 'text/html': '<b>2</b>' })),
  },
  {
    name: 'waiting again',
    typescript: 'await sleep(1000);',
    python: 'await sleep(1000)',
    expect: [],
  },
  {
    name: 'error after the cell has ended',
    typescript: "const timer = setTimeout(() => {\n  throw new Error('late trouble');\n}, 500);",
    python: `
def trouble(): raise Exception('late trouble')
threading.Timer(0.5, trouble).start()`,
    expect: [],
    inJupyterLab: late(error('Error', 'late trouble')),
    ipykernel: { expect: [], inJupyterLab: [], because: underNext },
  },
  {
    name: 'the kernel goes on after it',
    typescript: "await sleep(1000);\nconsole.log('well');",
    python: "await sleep(1000)\nprint('well')",
    expect: [stdout('well\n')],
    ipykernel: { expect: [stderr(/late trouble/), stdout('well\n')], because: underNext },
  },
  {
    name: 'rejection after the cell has ended',
    typescript: "void sleep(500).then(() => Promise.reject(new Error('late refusal')));",
    python: `
async def refuse_late():
  await sleep(500)
  raise Exception('late refusal')
_ = asyncio.create_task(refuse_late())`,
    expect: [],
    inJupyterLab: late(error('Error', 'late refusal')),
    ipykernel: { expect: [], inJupyterLab: [], because: underNext },
  },
  {
    name: 'waiting for the rejection',
    typescript: 'await sleep(1000);',
    python: 'await sleep(1000)\ndel _\nawait sleep(50)',
    expect: [],
    ipykernel: { expect: [stderr(/late refusal/)], because: underNext },
  },
  {
    name: 'timer that goes on',
    typescript:
      'let ticks = 0;\nconst ticking = setInterval(() => console.log(`tick ${++ticks}`), 300);',
    python: `
ticks = 0
async def tick_on():
  global ticks
  while True:
    await sleep(300)
    ticks += 1
    print(f'tick {ticks}')
ticking = asyncio.create_task(tick_on())`,
    expect: [],
    inJupyterLab: late(stdout(/^tick 1\ntick 2\ntick 3\n/)),
  },
  {
    name: 'stopped by a later cell',
    typescript: 'await sleep(1200);\nclearInterval(ticking);\nconsole.log(ticks >= 3);',
    python: 'await sleep(1200)\n_ = ticking.cancel()\nprint(str(ticks >= 3).lower())',
    expect: [stdout('true\n')],
  },
  {
    name: 'task that ends in a later cell',
    typescript:
      "const task = sleep(500).then(() => {\n  console.log('task');\n  return 'its value';\n});",
    python: `
async def work():
  await sleep(500)
  print('task')
  return 'its value'
task = asyncio.create_task(work())`,
    expect: [],
    inJupyterLab: late(stdout('task\n')),
  },
  {
    name: 'the value of that task',
    typescript: 'console.log(await task);',
    python: 'print(await task)',
    expect: [stdout('its value\n')],
  },
];
