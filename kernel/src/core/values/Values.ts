/**
 * What the host can tell of any value without running code of the value's own; Node's `util` is
 * one.
 */
export interface Values {
  /** A value as text, for people. */
  readonly inspect: (value: unknown, options?: object) => string;
  readonly types: ValueTypes;
}

/** Of what kind a value is, whatever it says itself, and from whichever realm it comes. */
export interface ValueTypes {
  isMap(value: unknown): value is Map<unknown, unknown>;
  isNativeError(value: unknown): value is Error;
  isPromise(value: unknown): value is Promise<unknown>;
  isProxy(value: unknown): boolean;
  isSet(value: unknown): value is Set<unknown>;
}
