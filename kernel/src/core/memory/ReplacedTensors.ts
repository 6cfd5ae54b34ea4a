import { findEngine, type Engine, type TensorStandIn } from './findEngine';
import type { MemoryHost } from './MemoryHost';
import { isVariable, type TensorLike } from '../values/TensorLike';
import { tensorsIn } from './tensorsIn';

/** A tensor that may become unreachable; nothing of it may hold the tensor. */
interface Watched {
  readonly tensor: WeakRef<TensorLike>;
  readonly engine: Engine;
  readonly standIn: TensorStandIn;
}

/**
 * Frees tensors whose name has been given to another value, once nothing can use them any more.
 *
 * That is known when JavaScript's garbage collector has taken the tensor object: a tensor that
 * another variable, a closure or a list still holds is left alone.
 */
export class ReplacedTensors {
  /** Neither disposed of by the notebook nor freed. */
  private readonly watched = new Set<Watched>();
  private engine: Engine | undefined;

  constructor(private readonly host: MemoryHost) {}

  /** How many tensors are still watched. */
  get pending(): number {
    return this.watched.size;
  }

  /**
   * Watches the tensors that a value is or holds.
   *
   * Left out are variables and what `tf.keep` was called on, which are meant to stay.
   */
  watch(old: unknown): void {
    const tensors = [...tensorsIn(old, this.host.types)].filter(isDisposable);
    if (tensors.length === 0) return;
    this.engine ??= findEngine(this.host.loadedModules());
    const { engine } = this;
    if (!engine) return;
    for (const tensor of tensors) {
      const { id, dataId, dtype, shape, size } = tensor;
      const standIn = { id, dataId, dtype, shape, size };
      const watched = { tensor: new WeakRef(tensor), engine, standIn };
      this.watched.add(watched);
      Object.defineProperty(tensor, disposedField, disposedAccessor(watched, this.watched));
    }
  }

  /**
   * Runs a full garbage collection and frees what nothing can use any more.
   *
   * Nothing is freed at other times, so that a cell that compares `tf.memory()` before and after
   * counts its own tensors alone.
   *
   * @returns how many tensors it has freed
   */
  async collect(): Promise<number> {
    await this.host.collectGarbage();
    const unreachable = [...this.watched].filter(({ tensor }) => tensor.deref() === undefined);
    return unreachable.filter((tensor) => this.free(tensor)).length;
  }

  private free(tensor: Watched): boolean {
    this.watched.delete(tensor);
    try {
      tensor.engine.disposeTensor(tensor.standIn);
      return true;
    } catch {
      // Its backend may have been removed, and the memory with it.
      return false;
    }
  }
}

/** Where a tensor keeps whether it has been disposed of. */
const disposedField = 'isDisposedInternal';

/** Whether a tensor is to be watched, and is not yet. */
function isDisposable(tensor: TensorLike): boolean {
  const state = Object.getOwnPropertyDescriptor(tensor, disposedField);
  return !isVariable(tensor) && !tensor.kept && state?.value === false;
}

/**
 * Notices a tensor's own `dispose()`. Not made in {@link ReplacedTensors.watch}, where it would
 * hold the tensor.
 */
function disposedAccessor(watched: Watched, alive: Set<Watched>): PropertyDescriptor {
  return {
    get: () => !alive.has(watched),
    set(disposed: boolean) {
      if (disposed) alive.delete(watched);
    },
    enumerable: true,
    configurable: true,
  };
}
