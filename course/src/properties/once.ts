/** A computation that is done at most once, when its result is first asked for. */
export function once<T>(compute: () => T): () => T {
  let done: { result: T } | undefined;
  return () => (done ??= { result: compute() }).result;
}
