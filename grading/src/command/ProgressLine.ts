import type { Progress } from '../batch/gradeClass';

/**
 * Shows progress: on a terminal in one line that is rewritten, elsewhere in a line for each tenth.
 */
export class ProgressLine {
  private readonly started = performance.now();
  private lastTenth = -1;
  private width = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly isLive = stream.isTTY === true,
  ) {}

  update({ submissions, submissionsDone, submissionsKept, share }: Progress): void {
    const elapsed = (performance.now() - this.started) / 1000;
    const kept = submissionsKept > 0 ? `, ${submissionsKept} kept` : '';
    const left = share > 0 && share < 1 ? ` · about ${clock(elapsed * (1 / share - 1))} left` : '';
    const line = `${submissionsDone + submissionsKept} of ${submissions} submissions${kept} · ${Math.floor(100 * share)} % · ${clock(elapsed)}${left}`;
    const tenth = Math.floor(10 * share);
    if (this.isLive) {
      this.stream.write(`\r${line.padEnd(this.width)}`);
      this.width = line.length;
    } else if (tenth > this.lastTenth) {
      this.lastTenth = tenth;
      this.stream.write(`${line}\n`);
    }
  }

  /** Ends the line, so that other text can follow. */
  end(): void {
    if (this.isLive && this.width > 0) this.stream.write('\n');
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
