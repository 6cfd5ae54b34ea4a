import {
  isNetwork,
  judge,
  withoutTraces,
  type Finding,
  type ModelClass,
  type NetworkPartName,
  type Part,
  type Report,
} from 'course';
import { confirmed } from 'course/grading';
import { chooseBackend } from 'equivariant';
import {
  DigitSets,
  judgeAccuracy,
  unknownAccuracy,
  type AccuracyTask,
} from '../accuracy/judgeAccuracy';
import { Channel, type Ends } from '../channel/Channel';
import { Remote } from '../remote/Remote';
import { remoteAnswer } from '../remote/remoteAnswer';
import type { RemoteModel } from '../remote/RemoteLayer';

/** A task for a judge's process. */
export interface Judgement {
  part: Part;
  /** Chooses the inputs that the answer is tried with. */
  seed: number;
  ends: Ends;
  /** What the answer's cells are called in reports, by their numbers in its kernel. */
  cells: Readonly<Record<number, string>>;
  /** In terms of `Date.now()`. */
  deadline: number;
  /** Present if the network is judged after training, too. */
  accuracy?: AccuracyTask;
}

/** The outcome of a judgement. */
export interface Verdict {
  report: Report;
  /** Why the questions stopped early, if they did. */
  ended: string | undefined;
}

/** The judge itself has failed. */
export interface Failure {
  failure: string;
}

const digits = new DigitSets();

/** A process that only judges answers: it blocks while it waits for them. */
async function main(): Promise<void> {
  await chooseBackend();
  process.on('message', (judgement: Judgement) => {
    verdictOn(judgement).then(tell, (error: unknown) =>
      tell({ failure: (error as Error).stack ?? String(error) }),
    );
  });
  tell('ready');
}

/** The grader may be gone. */
function tell(message: Verdict | Failure | 'ready'): void {
  process.send!(message, () => undefined);
}

async function verdictOn({
  part,
  seed,
  ends,
  cells,
  deadline,
  accuracy,
}: Judgement): Promise<Verdict> {
  const sets = accuracy && {
    test: await digits.test(seed),
    train: accuracy.training && (await digits.train()),
  };
  const channel = new Channel(ends, deadline);
  const remote = new Remote(channel, cells);
  try {
    const answer = remoteAnswer(part, remote);
    const report: Report = judge(part, answer, seed);
    if (remote.ended) return { report, ended: remote.ended.reason };
    remote.forget();
    report.findings = confirmed(part, answer, report.findings, seed);
    remote.forget();
    if (accuracy && sets && isNetwork(part) && isUsable(report)) {
      report.findings.push(...accuracyFindings(part, answer as ModelClass, accuracy, sets, seed));
    }
    remote.end();
    // What was found before the end stands.
    return { report, ended: undefined };
  } finally {
    channel.close();
  }
}

/** Whether a network can be built and gives logits. */
function isUsable({ findings }: Report): boolean {
  return findings.every(({ id, passed }) => passed || (id !== 'built' && id !== 'shape'));
}

/** For a network that can be built and used. */
function accuracyFindings(
  part: NetworkPartName,
  Answer: ModelClass,
  task: AccuracyTask,
  sets: Parameters<typeof judgeAccuracy>[3],
  seed: number,
): Finding[] {
  try {
    return withoutTraces(() => {
      const model = new Answer() as unknown as RemoteModel;
      return judgeAccuracy(part, model, task, sets, seed);
    });
  } catch (error) {
    return [unknownAccuracy(part, `It could not be measured: ${(error as Error).message}`)];
  }
}

void main();
