import { Places } from '../place/Places';
import type { Accuracy } from '../results/SubmissionResult';
import { usualLimits, type Limits } from '../limits';
import { Judge } from './Judge';

/** Grades one answer at a time. */
export class Grader {
  readonly judge = new Judge();

  /**
   * @param seed chooses the inputs that answers are tried with
   * @param places can be shared by several graders
   */
  constructor(
    readonly seed: number,
    readonly places: Places,
    readonly limits: Limits = usualLimits,
    readonly accuracy: Accuracy = 'none',
  ) {}

  stop(): void {
    this.judge.stop();
  }
}
