import type { Getters } from '../compile/names';

/** How a name is read, and written if it is a variable; of the cell that declared it last. */
interface Slot {
  get: () => unknown;
  set: ((value: unknown) => void) | undefined;
  /** Whether the last cell that was to declare it failed before it did. */
  isStale: boolean;
  /** Why it has no value: how the cell that was to declare it failed. */
  missing?: string | undefined;
}

/** A name of which code has an older version than the notebook. */
export interface OlderVersion {
  name: string;
  /** Whether the cell’s last run failed; else its class or function was declared anew since. */
  failed: boolean;
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
  /** Stale names that the running cell has read, and the code that it called. */
  private readonly staleReads = new Set<string>();
  /** Functions and classes that a name no longer stands for. */
  private readonly replaced = new WeakMap<object, string>();
  /** Names that the last cell was to declare. */
  private declared: readonly string[] = [];

  constructor(private readonly onReplaced: ReplacedListener) {}

  /**
   * Takes in what a cell declares, before its code runs.
   *
   * @returns what to do when the cell has ended
   */
  bind(getters: Getters): () => void {
    this.declared = Object.keys(getters);
    const before = new Map<string, Slot & { value: { value: unknown } | undefined }>();
    for (const [name, [get, set]] of Object.entries(getters)) {
      const slot = this.slots.get(name);
      if (slot) before.set(name, { ...slot, value: valueOf(slot.get) });
      Object.assign(slot ?? this.define(name), { get, set, isStale: false, missing: undefined });
    }
    return () => {
      for (const [name, { value, ...old }] of before) {
        const slot = this.slots.get(name)!;
        const now = valueOf(slot.get);
        // The cell failed before it came to the declaration: the name keeps what it had.
        if (!now) Object.assign(slot, old, { isStale: true });
        else if (value && now.value !== value.value) {
          if (typeof value.value === 'function') this.replaced.set(value.value, name);
          this.onReplaced(value.value);
        }
      }
    };
  }

  /** Marks what a cell would have declared, had it not been refused. */
  markStale(names: readonly string[]): void {
    for (const name of names) {
      const slot = this.slots.get(name);
      if (slot) slot.isStale = true;
    }
  }

  /** Takes in how the last cell failed, for the names that it has left without a value. */
  cellFailed(how: string): void {
    for (const name of this.declared) {
      const slot = this.slots.get(name)!;
      if (!valueOf(slot.get)) slot.missing = how;
    }
  }

  /** How the cell failed that was to declare a name, if that is why it has no value. */
  whyMissing(name: string): string | undefined {
    return this.slots.get(name)?.missing;
  }

  /** Forgets what the cell before has read. */
  cellStarts(): void {
    this.declared = [];
    this.staleReads.clear();
  }

  /** The names of which the running cell, or one of these values, has an older version. */
  olderVersions(values: readonly unknown[]): OlderVersion[] {
    const stale = new Set(this.staleReads);
    const replaced = new Set<string>();
    for (const value of values.filter(isObject)) {
      for (const [name, slot] of this.slots) {
        if (slot.isStale && valueOf(slot.get)?.value === value) stale.add(name);
      }
      const name = this.replaced.get(value);
      if (name === undefined) continue;
      // A cell that ran again as it was has changed nothing.
      if (textOf(valueOf(this.slots.get(name)!.get)?.value) !== textOf(value)) replaced.add(name);
    }
    return [
      ...[...stale].map((name) => ({ name, failed: true })),
      ...[...replaced].map((name) => ({ name, failed: false })),
    ];
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
    const slot: Slot = { get: () => undefined, set: undefined, isStale: false };
    this.slots.set(name, slot);
    Object.defineProperty(this.values, name, {
      get: () => {
        if (slot.isStale) this.staleReads.add(name);
        return slot.get();
      },
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

function isObject(value: unknown): value is object {
  return Object(value) === value;
}

/** The text of a class or function. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'function' ? Function.prototype.toString.call(value) : undefined;
}

/** Undefined where the declaration has not been reached. */
function valueOf(get: () => unknown): { value: unknown } | undefined {
  try {
    return { value: get() };
  } catch {
    return undefined;
  }
}
