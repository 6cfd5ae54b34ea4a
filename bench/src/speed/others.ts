import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../median';
import { rest, spread, type Effort, type Sides } from './compare';
import { initialWeights } from './initialWeights';
import type { Line } from './Line';
import { makeTestPictures } from './pictures';
import { libraries, type NetworkName } from './protocol';

/** Steps against those of the same networks in other libraries of equivariant layers, on PyTorch; batches of 64. */
export async function others({ ours, peer }: Sides, effort: Effort): Promise<Line[]> {
  if (!peer) return [];
  const lines: Line[] = [];
  for (const model of ['C4CNN', 'D4CNN'] satisfies NetworkName[]) {
    const { images, labels, count, height } = makeTestPictures(64, 33);
    const key = `${model} others`;
    const weights = initialWeights(model);
    const pictures = Buffer.from(images).toString('base64');
    const made = { model, batch: count, weights, labels: [...labels], size: height, pictures };
    await ours.ask({ op: 'make', key, ...made });
    for (const library of libraries) {
      const [mine, theirs]: [number[], number[]] = [[], []];
      for (let round = 0; round <= effort.rounds; round++) {
        const { repetitions } = effort;
        await sleep(rest);
        const our = await ours.ask({ op: 'step', key, repetitions });
        await sleep(rest);
        const their = await peer.ask({ op: 'library', library, model, repetitions });
        if (round === 0) continue;
        mine.push(median(our.times!));
        theirs.push(median(their.times!));
      }
      lines.push({
        ...{ what: `step of ${model}, 64 pictures, against ${library}`, unit: 'ms' },
        ...{ ours: spread(mine), peer: spread(theirs) },
        ratio: spread(mine.map((time, i) => time / theirs[i]!)),
      });
    }
    await ours.ask({ op: 'forget', key });
  }
  return lines;
}
