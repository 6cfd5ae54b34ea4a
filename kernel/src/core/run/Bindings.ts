import type { Getters } from '../compile/names';

/** How a name is read, and written if it is a variable; of the cell that declared it last. */
interface Slot {
  get: () => unknown;
  set: ((value: unknown) => void) | undefined;
}

/** Hears of a value that a name no longer has. */
export type ReplacedListener = (old: unknown) => void;

/** The names that cells have declared; each belongs to the cell that declared it last. */
export class Bindings {
  /** Has a property for each name; later cells read and write it. */
  readonly values = Object.create(null) as Record<string, unknown>;
  /**
   * Looked up at each access: a property that was defined anew would keep the old cell's values
   * alive.
   */
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly onReplaced: ReplacedListener) {}

  /**
   * Takes in what a cell declares, before its code runs.
   *
   * @returns what to do when the cell has ended
   */
  bind(getters: Getters): () => void {
    const before = new Map<string, Slot & { value: { value: unknown } | undefined }>();
    for (const [name, [get, set]] of Object.entries(getters)) {
      const slot = this.slots.get(name);
      if (slot) before.set(name, { ...slot, value: valueOf(slot.get) });
      Object.assign(slot ?? this.define(name), { get, set });
    }
    return () => {
      for (const [name, { value, ...old }] of before) {
        const slot = this.slots.get(name)!;
        const now = valueOf(slot.get);
        // The cell failed before it came to the declaration: the name keeps what it had.
        if (!now) Object.assign(slot, old);
        else if (value && now.value !== value.value) this.onReplaced(value.value);
      }
    };
  }

  /** What every name holds now; names without a value are left out. */
  entries(): Map<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const [name, { get }] of this.slots) {
      const found = valueOf(get);
      if (found) entries.set(name, found.value);
    }
    return entries;
  }

  private define(name: string): Slot {
    const slot: Slot = { get: () => undefined, set: undefined };
    this.slots.set(name, slot);
    Object.defineProperty(this.values, name, {
      get: () => slot.get(),
      set: (value) => this.assign(slot, value),
      enumerable: true,
    });
    return slot;
  }

  private assign({ get, set }: Slot, value: unknown): void {
    const old = valueOf(get);
    set?.(value);
    if (old && old.value !== value) this.onReplaced(old.value);
  }
}

/** Undefined where the declaration has not been reached. */
function valueOf(get: () => unknown): { value: unknown } | undefined {
  try {
    return { value: get() };
  } catch {
    return undefined;
  }
}
