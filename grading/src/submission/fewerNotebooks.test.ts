import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAnswers, writeHandIn } from '../testSupport/handIns';
import { modelAnswers } from '../written/modelAnswers';
import { readHandIn } from './HandIn';

jest.mock('course-notebooks', () => {
  const actual = jest.requireActual<typeof import('course-notebooks')>('course-notebooks');
  const isThere = (name: string): boolean => !/^[34]-/.test(name);
  return {
    ...actual,
    notebookNames: () => actual.notebookNames().filter(isThere),
    readManifest: () =>
      Object.fromEntries(Object.entries(actual.readManifest()).filter(([name]) => isThere(name))),
  };
});

test('a course without its later notebooks grades the others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fewer-'));
  try {
    writeHandIn(folder, ownAnswers());
    const handIn = readHandIn(folder);
    expect(handIn.of('1.2')).toHaveProperty('answers');
    expect(handIn.of('4')).toEqual({
      status: 'not attempted',
      note: 'Notebook 4 is not part of the release.',
    });
    expect(Object.keys(modelAnswers())).toEqual(['1.1']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
