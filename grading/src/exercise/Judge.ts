import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { limits } from '../limits';
import type { Failure, Judgement, Verdict } from './judgeProcess';

const program = resolve(__dirname, '../../dist/exercise/judgeProcess.js');
/** A judge in its own process; it judges one answer at a time. */
export class Judge {
  private process: Promise<ChildProcess> | undefined;
  private judgements = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** Starts the process before it is needed. */
  warm(): void {
    if (this.process) return;
    const process = (this.process = started());
    const forget = (): void => {
      if (this.process === process) this.process = undefined;
    };
    // Whoever needs it hears that it does not start; the next time another one may.
    void process.then((child) => child.once('exit', forget), forget);
  }

  /**
   * Judges an answer, after those before it.
   *
   * @returns undefined if the answer has kept it busy for too long
   * @throws Error if the judge fails: a fault of the grader, not of an answer
   */
  judge(judgement: Judgement): Promise<Verdict | undefined> {
    // An answer may learn that questions are over before its verdict is here.
    const verdict = this.last.then(() => this.judgeNow(judgement));
    this.last = verdict.catch(() => undefined);
    return verdict;
  }

  /** Ends the process. */
  stop(): void {
    this.judgements = 0;
    void this.process?.then((child) => child.kill('SIGKILL')).catch(() => undefined);
    this.process = undefined;
  }

  private async judgeNow(judgement: Judgement): Promise<Verdict | undefined> {
    // A new process takes over, so that nothing that the old one kept matters.
    if (this.judgements++ >= limits.judgeJudgements) this.stop();
    this.warm();
    const child = await this.process!;
    return new Promise((resolve, reject) => {
      // No answer may keep its judge busy forever.
      const killer = setTimeout(
        () => {
          resolve(undefined);
          this.stop();
        },
        judgement.deadline + limits.judgeGraceMilliseconds - Date.now(),
      );
      const onExit = (code: number | null, signal: string | null): void => {
        clearTimeout(killer);
        child.off('message', onVerdict);
        reject(new Error(`The judge’s process ended with ${signal ?? code}.`));
      };
      const onVerdict = (verdict: Verdict | Failure): void => {
        clearTimeout(killer);
        child.off('exit', onExit);
        if ('failure' in verdict) reject(new Error(`The check failed: ${verdict.failure}`));
        else resolve(verdict);
      };
      child.once('exit', onExit);
      child.once('message', onVerdict);
      child.send(judgement, (error) => error && reject(error));
    });
  }
}

function started(): Promise<ChildProcess> {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', () => reject(new Error('The judge’s process does not start.')));
  });
}
