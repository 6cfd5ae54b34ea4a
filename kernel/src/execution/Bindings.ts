type Get = () => unknown;
type Set = (value: unknown) => void;

/** Hears of a value that a name no longer has. */
export type ReplacedListener = (old: unknown) => void;

/** The names that cells have declared; each belongs to the cell that declared it last. */
export class Bindings {
  /** Has a property for each name; later cells read and write it. */
  readonly values = Object.create(null) as Record<string, unknown>;

  constructor(private readonly onReplaced: ReplacedListener) {}

  /**
   * Takes in what a cell declares, before its code runs.
   *
   * @param getters by name; a setter where the cell declares a variable
   * @returns what to do when the cell has ended
   */
  bind(getters: Readonly<Record<string, readonly [get: Get, set?: Set]>>): () => void {
    const before = Object.keys(getters).map((name) => {
      const descriptor = Object.getOwnPropertyDescriptor(this.values, name);
      return { name, descriptor, value: descriptor && valueOf(() => this.values[name]) };
    });
    for (const [name, [get, set]] of Object.entries(getters)) {
      Object.defineProperty(this.values, name, {
        get,
        ...(set && { set: (value: unknown) => this.replace(get, set, value) }),
        enumerable: true,
        configurable: true,
      });
    }
    return () => {
      for (const { name, descriptor, value } of before) {
        if (!descriptor) continue;
        const now = valueOf(getters[name]![0]);
        // The cell failed before it came to the declaration: the name keeps what it had.
        if (!now) Object.defineProperty(this.values, name, descriptor);
        else if (value && now.value !== value.value) this.onReplaced(value.value);
      }
    };
  }

  /** What every name holds now; names without a value are left out. */
  entries(): Map<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const name of Object.keys(this.values)) {
      const found = valueOf(() => this.values[name]);
      if (found) entries.set(name, found.value);
    }
    return entries;
  }

  private replace(get: Get, set: Set, value: unknown): void {
    const old = valueOf(get);
    set(value);
    if (old && old.value !== value) this.onReplaced(old.value);
  }
}

/** Undefined where the declaration has not been reached. */
function valueOf(get: Get): { value: unknown } | undefined {
  try {
    return { value: get() };
  } catch {
    return undefined;
  }
}
