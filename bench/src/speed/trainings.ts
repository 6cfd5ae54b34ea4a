import { once, type Sides } from './compare';
import type { Line } from './Line';
import type { DigitFiles, NetworkName } from './protocol';

const model: NetworkName = 'C4CNN';
/** What the reference reached in 30 epochs, and in how many epochs this project's schedule does it here. */
const goal = 0.9324;
const referenceEpochs = 30;
const epochs = 2;
const peak = 4e-3;
const bestEpochs = 20;

/** An epoch of training, and how long it takes to be as good as the reference. */
export async function trainings({ ours, peer }: Sides, files: DigitFiles): Promise<Line[]> {
  const ask = { op: 'train', model, ...files } as const;
  const mine = await ours.ask({ ...ask, epochs, peak });
  const theirs = await peer?.ask({ ...ask, epochs, peak });
  // What follows in the reference's own recipe takes as long: it is the same work.
  const reference = await peer?.ask({ ...ask, epochs: 1 });
  const note = (accuracy: number): string => `${(100 * accuracy).toFixed(2)} %`;
  const [seconds, peers] = [mine.seconds!, theirs?.seconds];
  if (mine.accuracy! < goal) {
    throw new Error(
      `${model} reached ${note(mine.accuracy!)} in ${epochs} epochs, less than wanted.`,
    );
  }
  return [
    {
      ...{ what: `epoch of ${model}`, unit: 's' },
      ...once(seconds / epochs, peers && peers / epochs),
      bar: { of: 'ratio', atMost: 1 },
    },
    {
      what: `time to ${note(goal)}, ${epochs} epochs of the course's schedule on both sides`,
      note: [mine, theirs].flatMap((side) => (side ? [note(side.accuracy!)] : [])).join(' and '),
      ...{ unit: 's', ...once(seconds, peers) },
    },
    ...(reference
      ? [
          {
            what: `time to ${note(goal)}, against the reference's recipe`,
            note: `${referenceEpochs} epochs, extrapolated from one`,
            ...{ unit: 's' as const, ...once(seconds, referenceEpochs * reference.seconds!) },
            bar: { of: 'ratio' as const, atMost: 0.1 },
          },
        ]
      : []),
  ];
}

/** How good the course's best model becomes, and how long that takes. */
export async function best({ ours }: Sides, files: DigitFiles): Promise<Line[]> {
  const { seconds, accuracy } = await ours.ask({ op: 'best', epochs: bestEpochs, ...files });
  const name = `best model (DeepC4CNN, ${bestEpochs} epochs)`;
  return [
    {
      what: `${name}: accuracy on ${files.testCount.toLocaleString('en')} digits`,
      ...{ unit: '%', ...once(100 * accuracy!), bar: { of: 'ours', atLeast: 97.8 } },
    },
    {
      what: `${name}: training`,
      ...{ unit: 's', ...once(seconds!), bar: { of: 'ours', atMost: 600 } },
    },
  ];
}
