import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { formatNotebook } from 'nbconvert-ts';
import type { Attack, Theme } from '../Attack';
import { answeredNotebook, writeHandIn } from '../handIns';
import { own, wrongC4 } from './source';

const file = '1-groups.ipynb';
const notebook = (answer: string): Buffer =>
  Buffer.from(formatNotebook(answeredNotebook('1-groups', { '1-2': answer })));

/** A submission that is an archive with this ending. */
const archiveOf = (ending: string, bytes: () => Uint8Array): Required<Pick<Attack, 'handIn'>> => ({
  handIn: (folder, student) => writeFileSync(join(folder, student + ending), bytes()),
});
/** A submission with a wrong answer, and what is written beside it. */
const wrongAnd = (write: (folder: string) => void): Required<Pick<Attack, 'handIn'>> => ({
  handIn(folder, student) {
    writeHandIn(folder, student, { '1-groups': answeredNotebook('1-groups', { '1-2': wrongC4 }) });
    write(join(folder, student));
  },
});

const unread = { '1.2': ['malformed'] } as const;

const attacks: readonly Attack[] = [
  {
    name: 'two answers to choose from',
    tries: 'A right and a wrong answer in two files, so that the better one counts.',
    ...wrongAnd((folder) =>
      writeFileSync(join(folder, '1-groups (1).ipynb'), notebook(own('1-2'))),
    ),
    statuses: { '1.2': ['needs a person'] },
  },
  {
    name: 'two answers in two wrappings',
    tries: 'The same, with the right one in an archive.',
    ...wrongAnd((folder) =>
      writeFileSync(join(folder, 'a.zip'), zipSync({ [`b/${file}`]: notebook(own('1-2')) })),
    ),
    statuses: { '1.2': ['needs a person'] },
  },
  {
    name: 'a tar bomb',
    tries: 'A tar.gz of half a megabyte that unpacks to half a gigabyte.',
    ...archiveOf('.tar.gz', () => gzipSync(Buffer.alloc(500 * 2 ** 20))),
    statuses: unread,
  },
  {
    name: 'a tar that goes backwards',
    tries: 'An entry of negative size, after which its reader would read it again, without end.',
    ...archiveOf('.tar', () => tarHeader(file, '-0000001000')),
    statuses: unread,
  },
  {
    name: 'archives in archives',
    tries: 'An archive in an archive, thirty levels deep.',
    ...archiveOf('.zip', () => {
      let bytes = zipSync({ [file]: notebook(own('1-2')) });
      for (let level = 0; level < 30; level++) bytes = zipSync({ 'inner.zip': bytes });
      return bytes;
    }),
    statuses: unread,
  },
  {
    name: 'a hundred thousand files',
    tries: 'An archive with so many entries that to list them takes all memory.',
    ...archiveOf('.zip', () => {
      const empty = Buffer.alloc(0);
      const names = Array.from({ length: 1e5 }, (_, index) => [`${index}.ipynb`, empty] as const);
      return zipSync(Object.fromEntries(names));
    }),
    statuses: unread,
  },
  {
    name: 'millions of parts',
    tries: 'Notebooks within the limit of size, whose JSON takes a hundred times as much memory.',
    ...wrongAnd((folder) => {
      const most = 49 * 2 ** 20;
      for (const [index, part] of ['{"source":""},', '[[]],', 'NaN,', '1.0,'].entries()) {
        const parts = part.repeat(most / part.length);
        writeFileSync(join(folder, `${index}.ipynb`), `{"x": [${parts}0], "cells": []}`);
      }
    }),
  },
  {
    name: 'folders without end',
    tries: 'Links that lead into their own folder, and folders deeper than a path may be.',
    ...wrongAnd((folder) => {
      symlinkSync('.', join(folder, 'again'));
      symlinkSync('..', join(folder, 'up.ipynb'));
      mkdirSync(join(folder, 'deep/'.repeat(700)), { recursive: true });
    }),
  },
  ...['grades.csv', 'summary.html', 'JUNIT.XML', 'grading.json', 'written.json', 'students'].map(
    (name): Attack => ({
      name,
      tries: 'The student is called like a file of the results, which then can’t be written.',
      answers: () => ({ '1-2': wrongC4 }),
    }),
  ),
  {
    name: 'Eve \u202e5,5 ,2.1\u2066 \u200b\u0007',
    tries: 'A name that turns the direction of writing, so that a row of marks reads differently.',
    answers: () => ({ '1-2': wrongC4 }),
  },
];

/** Submissions packed so that they are read wrongly, or stop the class. */
export const packing: Theme = { name: 'packing', attacks };

/** The header of a tar archive's entry. */
function tarHeader(name: string, size: string): Buffer {
  const header = Buffer.alloc(512 * 4);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(size, 124);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
