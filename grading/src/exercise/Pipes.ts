import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ends } from '../channel/Channel';

/** The pipes between a judge and an answer. */
export class Pipes {
  /** The judge's ends. */
  readonly judge: Ends;
  /** The answer's ends, by their paths in the sandbox. */
  readonly answer: Ends;
  private readonly over: string;

  /**
   * @param folder where they are created
   * @param seen where the answer sees that folder
   * @param scratch a folder that the sandbox does not show
   */
  constructor(folder: string, seen: string, scratch: string, name: string) {
    const [questions, answers] = [`questions-${name}`, `answers-${name}`];
    this.over = join(scratch, `over-${name}`);
    this.judge = { read: join(folder, answers), write: join(folder, questions), over: this.over };
    this.answer = { read: join(seen, questions), write: join(seen, answers) };
    execFileSync('mkfifo', ['-m', '666', this.judge.read, this.judge.write]);
  }

  /** Releases a judge that waits for an answer that will not come. */
  dismiss(): void {
    writeFileSync(this.over, '');
  }
}
