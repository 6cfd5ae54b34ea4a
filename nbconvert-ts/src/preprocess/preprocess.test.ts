import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTag, type Cell, type Notebook } from '../format/notebook';
import { checkNbgrader } from './checkNbgrader';
import { clearHiddenTests, clearSolutions } from './clearRegions';
import { clearOutputs, lockCells, preprocess, selectCells, type Preprocessor } from './preprocess';

/**
 * Made by fixtures/make_nbgrader.py with nbgrader itself; `after` is null where nbgrader refuses.
 */
const nbgrader = JSON.parse(readFileSync(join(__dirname, 'fixtures/nbgrader.json'), 'utf8')) as {
  preprocess: { step: string; language: string; cell: Cell; after: Partial<Cell> | null }[];
  check: { notebook: Notebook; valid: boolean }[];
};

const code = (source: string, metadata: Cell['metadata'] = {}): Cell => ({
  cell_type: 'code',
  metadata,
  source,
  execution_count: 7,
  outputs: [{ output_type: 'stream', name: 'stdout', text: 'x' }],
});
const notebookOf = (...cells: Cell[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 4,
  metadata: { kernelspec: { name: 't', display_name: 'T', language: 'typescript' } },
  cells,
});
const refuses = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch {
    return true;
  }
};

describe('preprocessors', () => {
  it('give what nbgrader gives, refuse what it refuses, and leave their input alone', () => {
    const steps: Record<string, Preprocessor> = {
      clearSolutions: clearSolutions(),
      clearHiddenTests: clearHiddenTests(),
      lockCells,
    };
    for (const { step: name, language, cell, after } of nbgrader.preprocess) {
      const step = steps[name]!;
      const metadata = { kernelspec: { name: 'k', display_name: 'K', language } };
      const before: Notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells: [cell] };
      const copy = structuredClone(before);
      const outcome = refuses(() => step(before)) ? null : step(before);
      expect({ before, outcome }).toEqual({
        before: copy,
        outcome: after && { ...copy, cells: [{ ...cell, ...after }] },
      });
    }
  });

  it('name the cell whose markers have no partner', () => {
    const solution = { nbgrader: { solution: true, grade_id: 'ex-1' } };
    const clear = (source: string) => () =>
      preprocess(
        notebookOf(code('ok'), code(source, solution)),
        clearSolutions(),
        clearHiddenTests(),
      );
    expect(clear('x\n// ### END SOLUTION')).toThrow(
      'cell 2 (ex-1, "x"): "END SOLUTION" in line 2 has no "BEGIN SOLUTION" before it',
    );
    expect(clear('// ### BEGIN SOLUTION')).toThrow(
      '"BEGIN SOLUTION" in line 1 has no "END SOLUTION" after it',
    );
    expect(clear('// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION')).toThrow(
      'in line 2 stands inside the region that line 1 begins',
    );
  });

  it('take stubs as options, and ask for one where the language has none', () => {
    const region = '  // ### BEGIN SOLUTION\n  x\n  // ### END SOLUTION';
    const written: Cell = { cell_type: 'markdown', metadata: {}, source: region };
    const { cells } = preprocess(
      notebookOf(code(region), written),
      clearSolutions({ stub: 'a\nb', textStub: '*Your answer*', enforceMetadata: false }),
    );
    expect(cells.map(({ source }) => source)).toEqual(['  a\n  b', '  *Your answer*']);
    const julia = { ...notebookOf(code(region)), metadata: { language_info: { name: 'julia' } } };
    expect(() => clearSolutions({ enforceMetadata: false })(julia)).toThrow(
      'no default stub for the language "julia"',
    );
  });

  it('clear outputs and select cells', () => {
    const notebook = notebookOf(code('a', { scrolled: true, tags: ['teacher'] }), code('b'));
    const cleared = preprocess(
      notebook,
      clearOutputs,
      selectCells((cell) => hasTag(cell, 'teacher')),
    );
    expect(cleared.cells).toEqual([
      {
        cell_type: 'code',
        metadata: { tags: ['teacher'] },
        source: 'a',
        execution_count: null,
        outputs: [],
      },
    ]);
    expect(notebook.cells[0]).toMatchObject({ execution_count: 7, metadata: { scrolled: true } });
  });
});

describe('checkNbgrader', () => {
  it('accepts what nbgrader accepts and refuses what it refuses', () => {
    const verdicts = nbgrader.check.map(({ notebook }) => ({
      notebook,
      valid: !refuses(() => checkNbgrader(notebook)),
    }));
    expect(verdicts).toEqual(nbgrader.check);
  });

  it('lists the cells', () => {
    const metadata = {
      schema_version: 3,
      grade: true,
      solution: false,
      locked: true,
      grade_id: 't',
      points: 2,
    };
    expect(checkNbgrader(notebookOf(code('a'), code('b', { nbgrader: metadata })))).toEqual([
      {
        index: 1,
        cellType: 'code',
        gradeId: 't',
        grade: true,
        solution: false,
        locked: true,
        task: false,
        points: 2,
      },
    ]);
  });

  it('says what is wrong and where, all at once', () => {
    const good = {
      schema_version: 3,
      grade: true,
      solution: false,
      locked: true,
      grade_id: 't',
      points: 2,
    };
    const notebook = notebookOf(
      code('a', { nbgrader: good }),
      code('b', { nbgrader: good }),
      code('c', { nbgrader: { ...good, grade_id: 'u', points: undefined, schema_version: 2 } }),
      code('d', { nbgrader: { ...good, grade_id: 'e f', extra: 1 } }),
    );
    let message = '';
    try {
      checkNbgrader(notebook);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split('\n')).toEqual([
      "nbgrader's metadata is wrong:",
      '  cell 2 (t, "b"): its grade_id is also that of cell 1',
      '  cell 3 (u, "c"): schema_version must be 3',
      '  cell 4 (e f, "d"): unexpected property "extra"',
      '  cell 4 (e f, "d"): grade_id must match pattern "^[a-zA-Z0-9_-]*$"',
    ]);
  });
});
