import { platform } from '../platform';
import type { MimeBundle } from '../Content';
import { progressBar } from './progressBar';

let shown: MimeBundle[];
let lines: string[];

beforeEach(() => {
  jest.useFakeTimers();
  shown = [];
  lines = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

function inNotebook(): void {
  const write = (bundle: MimeBundle): void => void shown.push(bundle);
  jest.spyOn(platform, 'newOutput').mockReturnValue({ write });
}

function train(seconds: number): ReturnType<typeof progressBar> {
  const bar = progressBar({ epochs: 2, stepsPerEpoch: 100, label: 'C4 <CNN>' });
  for (let i = 0; i < 10 * seconds; i++) {
    jest.advanceTimersByTime(100);
    bar.update({ epoch: 1 + Math.floor(i / 100), step: 1 + (i % 100), loss: 1 / (i + 1) });
  }
  return bar;
}

describe('in a notebook', () => {
  beforeEach(inNotebook);

  test('shows the position, loss and accuracy, and the time elapsed and left', () => {
    const bar = progressBar({ epochs: 5, stepsPerEpoch: 100 });
    for (let step = 1; step <= 100; step++) {
      jest.advanceTimersByTime(1000);
      bar.update({ epoch: 1, step, loss: 0.3124, accuracy: 0.9157 });
    }
    // 100 of 500 steps took a second each, so 400 seconds are left.
    expect(shown.at(-1)?.['text/plain']).toBe(
      ' 20 %  epoch 1 of 5, step 100 of 100 · loss 0.312 · accuracy 91.6 % · 1:40 elapsed · about 6:40 left',
    );
    expect(shown.at(-1)?.['text/html']).toContain('<progress value="0.2000" max="1"');
  });

  test('a laptop that sleeps an hour between two steps has the same time left as before', () => {
    const bar = progressBar({ epochs: 1, stepsPerEpoch: 500 });
    for (let step = 1; step <= 100; step++) {
      jest.advanceTimersByTime(step === 50 ? 3_600_000 : 1000);
      bar.update({ epoch: 1, step });
    }
    bar.update({ epoch: 1, step: 100 });
    expect(shown.at(-1)?.['text/plain']).toContain('1:40 elapsed · about 6:40 left');
  });

  test('a slow step is no sleep', () => {
    const bar = progressBar({ epochs: 1, stepsPerEpoch: 10 });
    for (let step = 1; step <= 5; step++) {
      jest.advanceTimersByTime(step === 4 ? 29_000 : 1000);
      bar.update({ epoch: 1, step });
    }
    expect(shown.at(-1)?.['text/plain']).toContain('0:33 elapsed · about 0:40 left');
  });

  test('counts something else than epochs and steps', () => {
    const bar = progressBar({ epochs: 1, stepsPerEpoch: 50_000, counted: 'test digits' });
    expect(shown.at(-1)?.['text/plain']).toBe('  0 %  0 of 50,000 test digits · 0:00 elapsed');
    jest.advanceTimersByTime(1000);
    bar.update({ epoch: 1, step: 12_500 });
    bar.update({ epoch: 1, step: 50_000, accuracy: 0.95 });
    bar.finish();
    expect(shown.at(-1)?.['text/plain']).toBe(
      '100 %  50,000 of 50,000 test digits · accuracy 95.0 % · 0:01 elapsed · done',
    );
  });

  test('a resumed run estimates from its own steps', () => {
    const bar = progressBar({ epochs: 2, stepsPerEpoch: 100 });
    for (let step = 1; step <= 51; step++) {
      jest.advanceTimersByTime(1000);
      bar.update({ epoch: 2, step });
    }
    expect(shown.at(-1)?.['text/plain']).toContain('about 0:49 left');
  });

  test('at most four states a second are shown', () => {
    train(10);
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.length).toBeLessThanOrEqual(41);
  });

  test('the last state is shown even if finish is not called', () => {
    train(9.9);
    jest.runAllTimers();
    expect(shown.at(-1)?.['text/plain']).toContain('epoch 1 of 2, step 99 of 100');
  });

  test('at the end it says done, or stopped if steps are missing, or the given outcome', () => {
    train(20).finish();
    expect(shown.at(-1)?.['text/plain']).toMatch(/^100 % .*step 100 of 100 .* elapsed · done$/);
    const half = train(5);
    half.finish();
    expect(shown.at(-1)?.['text/plain']).toMatch(/step 50 of 100 .*· stopped$/);
    half.finish('interrupted, model kept');
    expect(shown.at(-1)?.['text/html']).toContain('interrupted, model kept');
    const { length } = shown;
    jest.runAllTimers();
    expect(shown).toHaveLength(length);
  });

  test('a label is text, not HTML', () => {
    train(1).finish();
    expect(shown.at(-1)?.['text/html']).toContain('C4 &lt;CNN&gt;: epoch');
    expect(shown.at(-1)?.['text/plain']).toContain('C4 <CNN>: epoch');
  });

  test('a time of an hour or more has hours', () => {
    const bar = progressBar({ epochs: 1, stepsPerEpoch: 1 });
    jest.advanceTimersByTime(3_725_000);
    bar.finish();
    expect(shown.at(-1)?.['text/plain']).toContain('1:02:05 elapsed');
  });
});

test('outside a notebook plain lines go to stderr, few of them, the last state among them', () => {
  train(20).finish();
  expect(lines.length).toBeLessThanOrEqual(6);
  expect(lines.every((line) => line.endsWith('\n') && !line.includes('<div'))).toBe(true);
  expect(lines.at(-1)).toContain('epoch 2 of 2, step 100 of 100');
});

test.each([0, -1, 1.5, NaN])('%p is no number of epochs or steps', (wrong) => {
  expect(() => progressBar({ epochs: wrong, stepsPerEpoch: 1 })).toThrow(/epochs.*whole number/);
  expect(() => progressBar({ epochs: 1, stepsPerEpoch: wrong })).toThrow(/stepsPerEpoch/);
});
