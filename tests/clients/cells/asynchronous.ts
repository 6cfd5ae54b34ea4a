import { result, stdout, type ClientCell } from '../ClientCell';

/** Loops, and cells that wait. */
export const asynchronous: readonly ClientCell[] = [
  {
    name: 'loop of a million turns',
    typescript: 'let sum = 0;\nfor (let i = 0; i < 1_000_000; i++) sum += i;\nsum',
    python: 'sum = 0\nfor i in range(1_000_000): sum += i\nsum',
    expect: [result('499999500000')],
  },
  {
    name: 'loop with break and continue',
    typescript: `
outer: for (const a of [1, 2, 3]) {
  for (const b of [1, 2, 3]) {
    if (b > a) continue outer;
    if (a === 3) break outer;
    console.log(a, b);
  }
}`,
    python: `
for a in [1, 2, 3]:
  if a == 3: break
  for b in [1, 2, 3]:
    if b > a: break
    print(a, b)`,
    expect: [stdout('1 1\n2 1\n2 2\n')],
  },
  {
    name: 'loop that waits',
    typescript:
      'let turn = 0;\ndo {\n  await sleep(20);\n  console.log(turn);\n} while (++turn < 3);',
    python: 'turn = 0\nwhile turn < 3:\n  await sleep(20)\n  print(turn)\n  turn += 1',
    expect: [stdout('0\n1\n2\n')],
  },
  {
    name: 'asynchronous generator',
    typescript: `
async function* count() {
  for (let i = 0; i < 3; i++) {
    await sleep(10);
    yield i;
  }
}
for await (const i of count()) console.log(i);`,
    python: `
async def count():
  for i in range(3):
    await sleep(10)
    yield i
async for i in count(): print(i)`,
    expect: [stdout('0\n1\n2\n')],
  },
  {
    name: 'several at a time',
    typescript: `
const after = async (ms: number) => {
  await sleep(ms);
  console.log(ms);
  return ms;
};
await Promise.all([after(300), after(10), after(150)])`,
    python: `
async def after(ms):
  await sleep(ms)
  print(ms)
  return ms
await asyncio.gather(after(300), after(10), after(150))`,
    expect: [stdout('10\n150\n300\n'), result('[ 300, 10, 150 ]')],
  },
  {
    name: 'ticks of a timer, awaited',
    typescript: `
await new Promise<void>((done) => {
  let left = 3;
  const timer = setInterval(() => {
    console.log('tick');
    if (--left > 0) return;
    clearInterval(timer);
    done();
  }, 20);
});`,
    python: `
done = asyncio.Event()
def tick(left):
  print('tick')
  if left > 1: asyncio.get_running_loop().call_later(0.02, tick, left - 1)
  else: done.set()
tick(3)
await done.wait()
del done`,
    expect: [stdout('tick\ntick\ntick\n')],
  },
  {
    name: 'await with brackets',
    typescript: 'await (sleep(10).then(() => 3))',
    python: 'await (asyncio.sleep(0.01, 3))',
    expect: [result('3')],
  },
  {
    name: 'variable shared with a function',
    typescript: 'let clicks = 0;\nconst click = () => ++clicks;\nclick();',
    python: `
clicks = 0
def click():
  global clicks
  clicks += 1
  return clicks
click()`,
    expect: [result('1')],
  },
  {
    name: 'the shared variable, changed here and there',
    typescript: 'clicks += 10;\nclick();\nclicks',
    python: 'clicks += 10\nclick()\nclicks',
    expect: [result('12')],
  },
];
