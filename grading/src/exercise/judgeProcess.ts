import { judge, type Part, type Report } from 'course';
import { chooseBackend } from 'equivariant';
import { Channel } from '../channel/Channel';
import { Remote } from '../remote/Remote';
import { remoteAnswer } from '../remote/remoteAnswer';

/** What a judge's process is told. */
export interface Judgement {
  part: Part;
  read: string;
  write: string;
  /** As `Date.now()` tells it. */
  deadline: number;
}

/** What it finds. */
export interface Verdict {
  report: Report;
  /** Why the answer could not be asked to the end, if it could not. */
  ended: string | undefined;
}

/** A process that judges one answer: it waits for answers with all it has, so it is none of those that have other work. */
async function main(): Promise<void> {
  await chooseBackend();
  process.once('message', ({ part, read, write, deadline }: Judgement) => {
    const channel = new Channel(read, write, deadline);
    const remote = new Remote(channel);
    const report = judge(part, remoteAnswer(part, remote));
    remote.end();
    channel.close();
    const verdict: Verdict = { report, ended: remote.ended?.reason };
    process.send!(verdict, () => process.disconnect());
  });
  process.send!('ready');
}

void main();
