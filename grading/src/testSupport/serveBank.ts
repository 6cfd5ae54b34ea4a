import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Part } from 'course';
import { chooseBackend } from 'equivariant';
import { serve } from '../agent/serve';
import { answersTo } from './answersTo';

/** Stands in for a student's program: serves answers of the bank to a part, one after the other. */
async function main([part, every, folder]: [Part, string, string]): Promise<void> {
  await chooseBackend();
  for (const [index, { answer }] of answersTo(part, Number(every)).entries()) {
    await serve(tf, answer, {
      read: join(folder, `questions${index}`),
      write: join(folder, `answers${index}`),
    });
  }
}

void main(process.argv.slice(2) as [Part, string, string]);
