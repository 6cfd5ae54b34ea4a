import { inTurns, median } from '../measure';
import { makeRequest, type Effort, type Sides } from './compare';
import type { Line } from './Line';
import { makeTestPictures } from './pictures';
import { libraries, type Answer, type NetworkName } from './protocol';

/** Training steps against other PyTorch libraries of equivariant layers; batches of 64. */
export async function others({ ours, peer }: Sides, effort: Effort): Promise<Line[]> {
  if (!peer) return [];
  const { rounds, repetitions } = effort;
  const times = async (answer: Promise<Answer>): Promise<number> => median((await answer).times!);
  const lines: Line[] = [];
  for (const model of ['C4CNN', 'D4CNN'] satisfies NetworkName[]) {
    const key = `${model} others`;
    await ours.ask(makeRequest(key, model, 64, makeTestPictures(64, 33)));
    for (const library of libraries) {
      const found = await inTurns(
        rounds,
        () => times(ours.ask({ op: 'step', key, repetitions })),
        () => times(peer.ask({ op: 'library', library, model, repetitions })),
      );
      lines.push({
        what: `step of ${model}, 64 pictures, against ${library}`,
        unit: 'ms',
        ...found,
      });
    }
    await ours.ask({ op: 'forget', key });
  }
  return lines;
}
