import type { ReplacedTensors } from './ReplacedTensors';

/** How long nothing must have happened, in milliseconds: a garbage collection may take a moment. */
const calm = 300;

/** Frees replaced tensors while the kernel has nothing else to do. */
export class IdleCollector {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Tensors that something else still holds, as far as is known. */
  private held = 0;

  constructor(private readonly replaced: ReplacedTensors) {}

  /** Nothing is to do now. */
  rest(): void {
    this.stir();
    if (this.replaced.pending <= this.held) return;
    this.timer = setTimeout(() => void this.collect(), calm);
  }

  /** Something is to do. */
  stir(): void {
    clearTimeout(this.timer);
  }

  private async collect(): Promise<void> {
    await this.replaced.collect();
    this.held = this.replaced.pending;
  }
}
