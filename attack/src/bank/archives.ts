import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { formatNotebook } from 'nbconvert-ts';
import type { Attack, Target, Theme } from '../Attack';
import { answeredNotebook, writeHandIn } from '../handIns';
import { own, wrongC4 } from './source';

const file = '1-groups.ipynb';
const right = (): Buffer =>
  Buffer.from(formatNotebook(answeredNotebook('1-groups', { '1-2': own('1-2') })));

/** A submission that consists of this file. */
const notebookOf = (write: (path: string) => void): Required<Pick<Attack, 'handIn'>> => ({
  handIn: (folder, student) => {
    mkdirSync(join(folder, student));
    write(join(folder, student, file));
  },
});

const archiveOf = (bytes: () => Uint8Array): Required<Pick<Attack, 'handIn'>> => ({
  handIn: (folder, student) => writeFileSync(join(folder, `${student}.zip`), bytes()),
});

const malformed = { '1.2': ['malformed'], '3.2': ['malformed', 'not attempted'] } as const;

const attacks: readonly Attack[] = [
  {
    name: 'a link to another submission',
    tries: 'The notebook is a link to that of a student with right answers.',
    handIn(folder: string, student: string, { neighbour }: Target): void {
      mkdirSync(join(folder, student));
      symlinkSync(join(neighbour, file), join(folder, student, file));
    },
    statuses: malformed,
  },
  {
    name: 'a link as a folder',
    tries: 'The whole submission is a link to that of a student with right answers.',
    handIn: (folder, student, { neighbour }) => symlinkSync(neighbour, join(folder, student)),
    statuses: malformed,
  },
  {
    name: 'a notebook that never ends',
    tries: 'The notebook is a pipe on which every reader waits forever.',
    ...notebookOf((path) => void execFileSync('mkfifo', [path])),
    statuses: malformed,
  },
  {
    name: 'a notebook of 200 MB',
    tries: 'The notebook does not fit into memory.',
    ...notebookOf((path) => {
      const fd = openSync(path, 'w');
      writeSync(fd, '{"cells": [');
      ftruncateSync(fd, 200 * 2 ** 20);
      closeSync(fd);
    }),
    statuses: malformed,
  },
  {
    name: 'brackets without end',
    tries: 'JSON that is nested so deeply that its reader runs out of stack.',
    ...notebookOf((path) => writeFileSync(path, `{"cells": ${'['.repeat(5e6)}`)),
    statuses: malformed,
  },
  {
    name: 'a notebook of other parts',
    tries: 'JSON that only looks like a notebook: numbers for texts, prototypes for properties.',
    ...notebookOf((path) =>
      writeFileSync(
        path,
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {"__proto__": {"passed": true}}, "cells": [{"cell_type": "code", "id": "a", "source": 7, "metadata": {"nbgrader": {"grade_id": {"toString": 1}, "__proto__": {"points": 5}}}, "outputs": null, "execution_count": "x"}, null, 5]}',
      ),
    ),
    statuses: malformed,
  },
  {
    name: 'bytes that are no text',
    tries: 'Bytes that are not UTF-8, after a byte order mark.',
    ...notebookOf((path) =>
      writeFileSync(path, Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0x80]), right()])),
    ),
    statuses: malformed,
  },
  {
    name: 'a hundred thousand cells',
    tries: 'A notebook with too many cells to search, all with the grade id of the answer.',
    handIn(folder: string, student: string): void {
      const notebook = answeredNotebook('1-groups', { '1-2': wrongC4 });
      const answer = notebook.cells.find((cell) => cell.source === wrongC4)!;
      for (let i = 0; i < 1e5; i++)
        notebook.cells.push({ ...answer, id: `c${i}`, source: `${wrongC4} // ${i}` });
      writeHandIn(folder, student, { '1-groups': notebook });
    },
    statuses: { '1.2': ['needs a person'] },
  },
  {
    name: 'entries that lead out',
    tries:
      'Entries of the archive lead into other folders, such as the results and another submission.',
    handIn(folder: string, student: string, { out, neighbour, preciousFile }: Target): void {
      const evil = Buffer.from('changed by an attack');
      const up = '../'.repeat(12);
      writeFileSync(
        join(folder, `${student}.zip`),
        zipSync({
          [`../0 a right one/${file}`]: Buffer.from(
            formatNotebook(answeredNotebook('1-groups', { '1-2': wrongC4 })),
          ),
          [`${up}${out.slice(1)}/grades.csv`]: evil,
          [`${up}${preciousFile.slice(1)}`]: evil,
          [`${neighbour}/2-equivariant-convolutions.ipynb`]: evil,
        }),
      );
    },
  },
  {
    name: 'a zip bomb',
    tries:
      'An archive of a few kilobytes that unpacks to 12 gigabytes: its entries share their bytes.',
    ...archiveOf(() => zipBomb(file, 40 * 2 ** 20, 300)),
    statuses: malformed,
  },
  {
    name: 'a bomb of weights',
    tries: 'The archive holds the weights of one network many times, and each is large.',
    ...archiveOf(() => zipBomb('3.2.weights', 30 * 2 ** 20, 300)),
  },
  {
    name: 'weights that are links',
    tries: 'Saved weights are a link to a secret, a pipe and garbage.',
    handIn(folder: string, student: string, { secretFile }: Target): void {
      writeHandIn(folder, student, {
        '1-groups': answeredNotebook('1-groups', { '1-2': wrongC4 }),
      });
      const progress = join(folder, student, 'progress');
      mkdirSync(progress);
      symlinkSync(secretFile, join(progress, '3.2.weights'));
      execFileSync('mkfifo', [join(progress, '3.3.weights')]);
      writeFileSync(join(progress, '4c.weights'), 'EQUIVCKP\xff\xff\xff\xff{');
    },
  },
  {
    name: 'a zip bomb that lies',
    tries: 'The archive states a small size for a large entry.',
    ...archiveOf(() => {
      const bytes = Buffer.from(zipSync({ [file]: [new Uint8Array(400 * 2 ** 20), { level: 9 }] }));
      for (const [mark, offset] of [
        ['PK\u0003\u0004', 22],
        ['PK\u0001\u0002', 24],
      ] as const)
        bytes.writeUInt32LE(1000, bytes.indexOf(mark, 0, 'latin1') + offset);
      return bytes;
    }),
    statuses: malformed,
  },
  {
    name: 'an archive of rubbish',
    tries: 'The archive ends in the middle.',
    ...archiveOf(() => zipSync({ [file]: right() }).subarray(0, 900)),
    statuses: malformed,
  },
  {
    name: '=HYPERLINK("x")<img src=x onerror=attacked()>,5,"5\n',
    tries: 'The student’s name is a spreadsheet formula, a new line of the grade book and HTML.',
    answers: () => ({ '1-2': wrongC4 }),
  },
  {
    name: 'a name that leads out',
    tries:
      'An archive whose student would be called “..”, so that its results are written beside those of the class.',
    handIn: (folder: string, student: string): void => {
      writeFileSync(join(folder, '...zip'), zipSync({ [file]: right() }));
      writeHandIn(folder, student, {
        '1-groups': answeredNotebook('1-groups', { '1-2': wrongC4 }),
      });
    },
  },
];

/** Submissions that are not what they seem, or can't be read. */
export const archives: Theme = { name: 'archives', attacks };

/**
 * An archive of many entries that share the same few bytes and unpack to `count * size` zeros. Only
 * its table of contents grows.
 *
 * @param name of each entry, in a folder of its own
 */
export function zipBomb(name: string, size: number, count: number): Uint8Array {
  const one = Buffer.from(zipSync({ [`000000/${name}`]: [new Uint8Array(size), { level: 9 }] }));
  const table = one.indexOf('PK\u0001\u0002', 0, 'latin1');
  const end = one.indexOf('PK\u0005\u0006', 0, 'latin1');
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = Buffer.from(one.subarray(table, end));
    entry.write(String(index).padStart(6, '0'), 46);
    return entry;
  });
  const closing = Buffer.from(one.subarray(end));
  closing.writeUInt16LE(count, 8);
  closing.writeUInt16LE(count, 10);
  closing.writeUInt32LE(count * (end - table), 12);
  return Buffer.concat([one.subarray(0, table), ...entries, closing]);
}
