import { error, result, stdout, type ClientCell } from '../ClientCell';

const interrupted = error('KeyboardInterrupt', /./);

/** Cells without end, which are stopped from outside, and cells after them. */
export const interrupts: readonly ClientCell[] = [
  {
    name: 'before all interrupts',
    typescript:
      'const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));\nlet steps = 0;',
    python: 'import asyncio\ndef sleep(ms): return asyncio.sleep(ms / 1000)\nsteps = 0',
    expect: [],
  },
  {
    name: 'loop without end',
    typescript: "console.log('started');\nwhile (true) steps++;",
    python: "print('started', flush=True)\nwhile True: steps += 1",
    interrupt: true,
    expect: [stdout('started\n'), interrupted],
  },
  {
    name: 'what it has done is kept',
    typescript: 'steps > 1000',
    python: 'steps > 1000',
    expect: [result('true')],
  },
  {
    name: 'loop without end that waits',
    typescript:
      "console.log('started');\nsteps = 0;\nfor (;;) {\n  await sleep(20);\n  steps++;\n}",
    python: "print('started', flush=True)\nsteps = 0\nwhile True:\n  await sleep(20)\n  steps += 1",
    interrupt: true,
    expect: [stdout('started\n'), interrupted],
  },
  {
    name: 'it does not go on unseen',
    typescript: 'const then = steps;\nawait sleep(200);\nsteps === then',
    python: 'then = steps\nawait sleep(200)\nsteps == then',
    expect: [result('true')],
  },
  {
    name: 'loop without end that tidies up',
    typescript: `
console.log('started');
try {
  for (;;);
} finally {
  let sum = 0;
  for (let i = 0; i <= 10; i++) sum += i;
  console.log('tidy', sum);
}`,
    // Not a loop of plain steps: Python 3.11 would leave it without its finally.
    python: `
import time
print('started', flush=True)
try:
  while True: time.sleep(0.01)
finally:
  print('tidy', sum(range(11)))`,
    interrupt: true,
    expect: [stdout('started\ntidy 55\n'), interrupted],
  },
  {
    name: 'waiting loop that tidies up',
    typescript:
      "console.log('started');\ntry {\n  for (;;) await sleep(20);\n} finally {\n  console.log('tidy');\n}",
    python:
      "print('started', flush=True)\ntry:\n  while True: await sleep(20)\nfinally:\n  print('tidy')",
    interrupt: true,
    expect: [stdout('started\ntidy\n'), interrupted],
  },
  {
    name: 'loop without end after a wait',
    typescript: "await sleep(50);\nconsole.log('started');\nfor (;;);",
    python: `
import time
await sleep(50)
print('started', flush=True)
end = time.monotonic() + 7
while time.monotonic() < end: pass
print('ended by itself')`,
    interrupt: true,
    expect: [stdout('started\n'), interrupted],
    ipykernel: {
      expect: [stdout('started\nended by itself\n')],
      because:
        'ipykernel can’t stop a loop that follows an await and does not wait itself, so this one has an end.',
    },
  },
  {
    name: 'promise that never settles',
    typescript: "console.log('started');\nawait new Promise(() => undefined);",
    // ipykernel takes notice of the interrupt only when something wakes it: this has an end, at
    // which it fails.
    python: "print('started', flush=True)\nawait sleep(7000)",
    interrupt: true,
    expect: [stdout('started\n'), interrupted],
  },
  {
    name: 'after all interrupts',
    typescript: "console.log('still here');",
    python: "print('still here')",
    expect: [stdout('still here\n')],
  },
];
