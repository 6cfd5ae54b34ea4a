import { rebuild } from 'course-notebooks';
import { usualLimits, type Limits } from '../limits';
import type { Grader } from './Grader';
import { limitsAtPace, limitsFor } from './training';

type Number = Parameters<typeof rebuild>[0];

function seconds(exercise: Number, start: number, more: Partial<Limits> = {}): number {
  const grader = { limits: { ...usualLimits, ...more }, accuracy: 'none' } as Grader;
  const rebuilt = rebuild(exercise);
  return limitsAtPace(rebuilt, grader, limitsFor(rebuilt, grader, false), start).wallSeconds;
}

test('the time of an answer follows what is asked, and the machine', () => {
  expect([seconds('1.2', 1), seconds('2.4', 2), seconds('3.2', 2), seconds('4', 1)]).toEqual([
    30, 60, 120, 120,
  ]);
  expect([seconds('1.2', 8), seconds('2.4', 8), seconds('3.2', 8)]).toEqual([120, 240, 300]);
});

test('what the command line asks for is the most, and more of it is more for all', () => {
  expect([seconds('1.2', 1, { wallSeconds: 20 }), seconds('1.2', 1, { wallSeconds: 600 })]).toEqual(
    [20, 60],
  );
});

test('training and measuring come on top', () => {
  const grader = { limits: usualLimits, accuracy: 'train' } as Grader;
  const limits = limitsFor(rebuild('3.2'), grader, true);
  expect(limitsAtPace(rebuild('3.2'), grader, limits, 1).wallSeconds).toBe(
    limits.wallSeconds - 300 + 120,
  );
});
