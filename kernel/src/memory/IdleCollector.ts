import type { ReplacedTensors } from './ReplacedTensors';

/** How long nothing must have happened, in milliseconds: a garbage collection may take a moment. */
const calm = 300;

/** Frees replaced tensors while the kernel has nothing else to do. */
export class IdleCollector {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly replaced: ReplacedTensors) {}

  /** Nothing is to do now. */
  rest(): void {
    this.stir();
    if (this.replaced.pending === 0) return;
    this.timer = setTimeout(() => void this.replaced.collect(), calm);
  }

  /** Something is to do. */
  stir(): void {
    clearTimeout(this.timer);
  }
}
