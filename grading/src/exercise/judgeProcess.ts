import { judge, type Part, type Report } from 'course';
import { chooseBackend } from 'equivariant';
import { Channel, type Ends } from '../channel/Channel';
import { Remote } from '../remote/Remote';
import { remoteAnswer } from '../remote/remoteAnswer';

/** What a judge's process is told. */
export interface Judgement {
  part: Part;
  /** Chooses the inputs that the answer is tried with. */
  seed: number;
  ends: Ends;
  /** As `Date.now()` tells it. */
  deadline: number;
}

/** What it finds. */
export interface Verdict {
  report: Report;
  /** Why the answer could not be asked to the end, if it could not. */
  ended: string | undefined;
}

/** A process that judges answers: it waits for them with all it has, so it is none of those that have other work. */
async function main(): Promise<void> {
  await chooseBackend();
  process.on('message', (judgement: Judgement) => process.send!(verdictOn(judgement)));
  process.send!('ready');
}

function verdictOn({ part, seed, ends, deadline }: Judgement): Verdict {
  const channel = new Channel(ends, deadline);
  const remote = new Remote(channel);
  try {
    const report = judge(part, remoteAnswer(part, remote), seed);
    remote.end();
    return { report, ended: remote.ended?.reason };
  } finally {
    channel.close();
  }
}

void main();
