import { once } from '../measure';
import type { Sides } from './compare';
import type { Line } from './Line';
import type { DigitFiles, NetworkName } from './protocol';

const model: NetworkName = 'C4CNN';
/** The accuracy that the reference reaches in 30 epochs, and this project's schedule in 2. */
const goal = 0.9324;
const referenceEpochs = 30;
const epochs = 2;
const peak = 4e-3;
const bestEpochs = 20;

const percent = (accuracy: number): string => `${(100 * accuracy).toFixed(2)} %`;

/** The time of a training epoch, and the time until a network is as good as the reference. */
export async function trainings({ ours, peer }: Sides, files: DigitFiles): Promise<Line[]> {
  const request = { op: 'train', model, ...files } as const;
  const mine = await ours.ask({ ...request, epochs, peak });
  const theirs = await peer?.ask({ ...request, epochs, peak });
  // Every epoch of the reference's recipe is the same work, so one is enough.
  const reference = await peer?.ask({ ...request, epochs: 1 });
  const [seconds, peers] = [mine.seconds!, theirs?.seconds];
  if (mine.accuracy! < goal) {
    const reached = percent(mine.accuracy!);
    throw new Error(`${model} reached ${reached} in ${epochs} epochs, not ${percent(goal)}.`);
  }
  const lines: Line[] = [
    {
      what: `epoch of ${model}`,
      unit: 's',
      ...once(seconds / epochs, peers && peers / epochs),
      bar: { of: 'ratio', atMost: 1 },
    },
    {
      what: `time to ${percent(goal)}, ${epochs} epochs of the course's schedule on both sides`,
      note: [mine, theirs].flatMap((side) => (side ? [percent(side.accuracy!)] : [])).join(' and '),
      unit: 's',
      ...once(seconds, peers),
    },
  ];
  if (reference) {
    lines.push({
      what: `time to ${percent(goal)}, against the reference's recipe`,
      note: `${referenceEpochs} epochs, extrapolated from one`,
      unit: 's',
      ...once(seconds, referenceEpochs * reference.seconds!),
      bar: { of: 'ratio', atMost: 0.1 },
    });
  }
  return lines;
}

/** The accuracy of the course's best model, and the time to train it. */
export async function best({ ours }: Sides, files: DigitFiles): Promise<Line[]> {
  const { seconds, accuracy } = await ours.ask({ op: 'best', epochs: bestEpochs, ...files });
  const name = `best model (DeepC4CNN, ${bestEpochs} epochs)`;
  return [
    {
      what: `${name}: accuracy on ${files.testCount.toLocaleString('en')} digits`,
      unit: '%',
      ...once(100 * accuracy!),
      bar: { of: 'ours', atLeast: 97.8 },
    },
    { what: `${name}: training`, unit: 's', ...once(seconds!), bar: { of: 'ours', atMost: 600 } },
  ];
}
