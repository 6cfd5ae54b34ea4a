import { median } from '../median';
import { inTurns, type Effort, type Sides } from './compare';
import { initialWeights } from './initialWeights';
import type { Line } from './Line';
import { makeTestPictures } from './pictures';
import { libraries, type Answer, type NetworkName } from './protocol';

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
      const { rounds, repetitions } = effort;
      const times = async (answer: Promise<Answer>): Promise<number> =>
        median((await answer).times!);
      const found = await inTurns(
        rounds,
        () => times(ours.ask({ op: 'step', key, repetitions })),
        () => times(peer.ask({ op: 'library', library, model, repetitions })),
      );
      const what = `step of ${model}, 64 pictures, against ${library}`;
      lines.push({ what, unit: 'ms', ...found });
    }
    await ours.ask({ op: 'forget', key });
  }
  return lines;
}
