import { Bindings } from './Bindings';

function newBindings(): { bindings: Bindings; replaced: unknown[] } {
  const replaced: unknown[] = [];
  return { bindings: new Bindings((old) => replaced.push(old)), replaced };
}
const uninitialized = (): never => {
  throw new ReferenceError('not yet');
};

test('a variable is one for the cell that declares it and for later ones', () => {
  const { bindings } = newBindings();
  let n = 1;
  bindings.bind({ n: [() => n, (value) => (n = value as number)] });
  bindings.values.n = 5;
  expect(n).toBe(5);
  n++;
  expect(bindings.values.n).toBe(6);
});

test('a name belongs to the cell that declared it last', () => {
  const { bindings, replaced } = newBindings();
  bindings.bind({ a: [() => 'old'], b: [() => 'same'] })();
  bindings.bind({ a: [() => 'new'], b: [() => 'same'] })();
  expect([bindings.values.a, replaced]).toEqual(['new', ['old']]);
});

test('where a cell fails before it comes to a declaration, the name keeps its value', () => {
  const { bindings, replaced } = newBindings();
  bindings.bind({ a: [() => 1] })();
  const settle = bindings.bind({ a: [uninitialized], b: [uninitialized] });
  expect(() => bindings.values.a).toThrow('not yet');
  settle();
  expect(bindings.values.a).toBe(1);
  expect(() => bindings.values.b).toThrow('not yet');
  expect(replaced).toEqual([]);
});

test('an assignment replaces too, unless it assigns the same', () => {
  const { bindings, replaced } = newBindings();
  let a: unknown = 'first';
  bindings.bind({ a: [() => a, (value) => (a = value)] });
  bindings.values.a = 'first';
  bindings.values.a = 'second';
  expect(replaced).toEqual(['first']);
});

test('entries are the names that have a value', () => {
  const { bindings } = newBindings();
  bindings.bind({ a: [() => 1], b: [uninitialized], c: [() => undefined] });
  expect([...bindings.entries()]).toEqual([
    ['a', 1],
    ['c', undefined],
  ]);
});

describe('older versions', () => {
  const newOld = (): unknown => class Old {};
  const Old = newOld();
  class New {
    isNew = true;
  }

  function withOld(): Bindings {
    const { bindings } = newBindings();
    bindings.bind({ Layer: [() => Old], n: [() => 1] })();
    bindings.cellStarts();
    return bindings;
  }
  const failed = [{ name: 'Layer', failed: true }];

  test('a refused cell marks the names that it would have declared, if there are such', () => {
    const bindings = withOld();
    bindings.markStale(['Layer', 'other']);
    expect(bindings.olderVersions([])).toEqual([]);
    expect(bindings.olderVersions([Old])).toEqual(failed);
    expect([bindings.values.Layer, bindings.olderVersions([])]).toEqual([Old, failed]);
    bindings.cellStarts();
    expect(bindings.olderVersions([1, {}])).toEqual([]);
    bindings.bind({ Layer: [() => Old] })();
    expect(bindings.olderVersions([bindings.values.Layer])).toEqual([]);
  });

  test('a cell that throws marks what it did not come to', () => {
    const bindings = withOld();
    bindings.bind({ Layer: [uninitialized], n: [() => 2] })();
    expect([bindings.values.n, bindings.olderVersions([])]).toEqual([2, []]);
    expect(bindings.olderVersions([Old])).toEqual(failed);
    bindings.bind({ Layer: [() => New] })();
    bindings.cellStarts();
    expect([bindings.values.Layer, bindings.olderVersions([New])]).toEqual([New, []]);
  });

  test('a class that was declared anew is older, unless its text is the same', () => {
    const bindings = withOld();
    bindings.bind({ Layer: [() => New] })();
    expect(bindings.olderVersions([Old, New])).toEqual([{ name: 'Layer', failed: false }]);
    const again = newOld();
    bindings.bind({ Layer: [() => again] })();
    expect(bindings.olderVersions([Old])).toEqual([]);
  });
});
