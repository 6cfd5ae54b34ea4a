import * as tf from '@tensorflow/tfjs';
import * as course from 'course';
import * as equivariant from 'equivariant';
import { keptFiles } from 'equivariant/kept-files';
import * as display from 'notebook-display';
import * as digits from 'rotated-mnist';

/** What cells can import. */
export const modules: Readonly<Record<string, () => unknown>> = {
  '@tensorflow/tfjs': () => tf,
  course: () => course,
  equivariant: () => equivariant,
  'notebook-display': () => display,
  'rotated-mnist': () => digits,
};

/** What must be there before the first cell: the files that training kept. */
export const ready: Promise<unknown> = keptFiles.open();
