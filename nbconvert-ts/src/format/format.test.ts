import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPython } from '../testSupport/python';
import { checkNotebook, NotebookFormatError } from './checkNotebook';
import { formatNotebook } from './formatNotebook';
import type { CodeCell } from './notebook';
import { notebookText, readNotebook, writeFileAtomic, writeNotebook } from './notebookFile';
import { parseNotebook, parseSources } from './parseNotebook';

/**
 * A document with everything that makes writing hard, as text, since JSON.stringify would tidy the
 * numbers.
 */
const hardDocument = (minor: number): string => `{
  "nbformat": 4, "nbformat_minor": ${minor},
  "metadata": {
    "zeta": [1.0, 1, -0.0, -0, 1e5, 1E-7, 0.0001, 0.00001, 123456789012345678901234567890, 1e16, 1.5e300, 1e400, NaN, -Infinity, 9007199254740993, 1e15, 12345678.90],
    "alpha": {"\u{1F600}": "astral sorts after \uFFFD", "\uFFFD": {}, "é": [], "10": 1, "9": 2, "__proto__": {"x": 2.0}},
    "signature": "x", "orig_nbformat": 4,
    "control": "\\u0000\\u001f\\u007f\\u2028 \\ud83d\\ude00 \\"quoted\\" 1.0 \\\\",
    "kernelspec": {"name": "tslab", "display_name": "TypeScript", "language": "typescript"}
  },
  "cells": [
    {"cell_type": "markdown", ${minor >= 5 ? '"id": "a",' : ''} "metadata": {"trusted": true, "tags": []}, "source": ["# Größe\\n", "\\n", "end \\\\"],
     "attachments": {"a.png": {"image/png": "QUJD\\nREVG\\n", "text/plain": ["x\\n", "y"]}}},
    {"cell_type": "code", ${minor >= 5 ? '"id": "b",' : ''} "metadata": {}, "source": "a\\r\\nb\\rc\\u2028d\\u000be\\u0085f\\u001cg\\n", "execution_count": 3,
     "outputs": [
      {"output_type": "stream", "name": "stdout", "text": ["1\\n", "2"]},
      {"output_type": "display_data", "metadata": {"m": 2.50}, "data": {"image/svg+xml": "<svg>\\n</svg>", "application/javascript": ["a\\n", "b"],
        "image/png": "QUJD\\n", "application/json": ["keep\\n", "list"], "application/vnd.plotly.v1+json": {"data": [{"y": [1.0, 2]}]}, "text/html": ""}},
      {"output_type": "execute_result", "execution_count": null, "metadata": {}, "data": {"text/plain": ["1\\n", "2"]}},
      {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a\\nb", ""]}]},
    {"cell_type": "raw", ${minor >= 5 ? '"id": "c",' : ''} "metadata": {"format": "text/latex"}, "source": []}
  ]}`;

describe('reading and writing', () => {
  it('gives the bytes that nbformat gives, for every minor version', () => {
    const documents = [0, 1, 2, 3, 4, 5].map(hardDocument);
    const expected = runPython<string[]>(
      `import nbformat, io
def written(text):
    file = io.StringIO()
    nbformat.write(nbformat.reads(text, nbformat.NO_CONVERT), file)
    return file.getvalue()
result = [written(text) for text in data]`,
      documents,
    );
    expect(documents.map((text) => formatNotebook(parseNotebook(text)))).toEqual(expected);
  });

  it('joins text, but not JSON', () => {
    const notebook = parseNotebook(hardDocument(5));
    expect(notebook.cells[0]?.source).toBe('# Größe\n\nend \\');
    const { outputs } = notebook.cells[1] as CodeCell;
    expect(outputs[0]).toMatchObject({ text: '1\n2' });
    expect(outputs[1]).toMatchObject({
      data: { 'application/javascript': 'a\nb', 'application/json': ['keep\n', 'list'] },
    });
  });

  it('writes a number that was changed after reading as it is now', () => {
    const notebook = parseNotebook(hardDocument(4));
    (notebook.metadata.zeta as number[])[0] = 2;
    expect(formatNotebook(notebook)).toContain('"zeta": [\n   2,\n   1,\n   -0.0,');
  });

  it('makes missing and repeated cell ids, the same ones each time', () => {
    const cell = { cell_type: 'markdown', metadata: {}, source: 'x' };
    const text = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [cell, cell, { ...cell, id: 'a' }, { ...cell, id: 'a' }],
    });
    const ids = parseNotebook(text).cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toBe('a');
    expect(parseNotebook(text).cells.map(({ id }) => id)).toEqual(ids);
  });

  it('writes a file that reads the same and leaves no temporary file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
    const file = join(folder, 'new', 'a.ipynb');
    const notebook = parseNotebook(hardDocument(5));
    writeNotebook(file, notebook);
    expect(formatNotebook(readNotebook(file))).toBe(formatNotebook(notebook));
    expect(readFileSync(file, 'utf8')).toBe(formatNotebook(notebook));
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.ipynb']);
  });

  it('writes bytes as they are, over what was there, or nothing at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'atomic-'));
    const file = join(folder, 'a.bin');
    writeFileAtomic(file, 'longer than the bytes');
    writeFileAtomic(file, new Uint8Array([1, 2, 255]).subarray(1));
    expect([...readFileSync(file)]).toEqual([2, 255]);
    mkdirSync(join(folder, 'taken', 'by'), { recursive: true });
    expect(() => writeFileAtomic(join(folder, 'taken'), 'x')).toThrow(/EISDIR|EPERM|ENOTEMPTY/);
    expect(readdirSync(folder).sort()).toEqual(['a.bin', 'taken']);
  });

  it.each([
    ['{"cells": [', 'not JSON: '],
    ['[01.5]', 'not JSON: '],
    ['[]', 'expected a JSON object'],
    ['{"nbformat": 2, "worksheets": []}', 'nbformat: expected 4, found 2'],
    ['{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{}]}', 'lacks "cells"'],
  ])('refuses %s and names the file', (text, message) => {
    const file = join(mkdtempSync(join(tmpdir(), 'notebook-')), 'bad.ipynb');
    writeFileSync(file, text);
    expect(() => readNotebook(file)).toThrow(NotebookFormatError);
    expect(() => readNotebook(file)).toThrow(message);
    expect(() => readNotebook(file)).toThrow(file);
  });
});

describe('what other programs write', () => {
  const notebook = (minor: number, cell: object): string =>
    JSON.stringify({ nbformat: 4, nbformat_minor: minor, metadata: {}, cells: [cell] });
  const code = { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: '1' };

  it('is read: ids before nbformat 4.5, which stay, and streams without a name', () => {
    const { nbformat_minor: minor, cells } = parseNotebook(notebook(4, { ...code, id: 'c1' }));
    expect([minor, cells[0]!.id]).toEqual([5, 'c1']);
    const nameless = { ...code, outputs: [{ output_type: 'stream', text: ['a\n'] }] };
    expect((parseNotebook(notebook(4, nameless)).cells[0] as CodeCell).outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'a\n' },
    ]);
  });

  it.each<[string, object]>([
    ['an output of an unknown kind', { ...code, outputs: [{ output_type: 'colab' }, 7, null] }],
    ['outputs that are no list', { ...code, outputs: 'none' }],
    ['no metadata', { ...code, metadata: undefined }],
    ['no count and no outputs', { cell_type: 'code', source: '1' }],
    ['a repeated tag, more properties', { ...code, metadata: { tags: ['a', 'a'] }, extra: 1 }],
    ['a source as a list', { ...code, source: ['1'] }],
    ['an id that is none', { ...code, id: 'a b' }],
  ])('gives its sources in spite of %s', (_, cell) => {
    for (const minor of [0, 2, 4, 5, 9]) {
      expect(parseSources(notebook(minor, cell)).cells[0]).toMatchObject({
        cell_type: 'code',
        source: '1',
        outputs: [],
      });
    }
  });

  it('gives sources with line ends of one kind, and errors among outputs', () => {
    const error = { output_type: 'error', ename: 'E', evalue: 'no', traceback: [] };
    const text = notebook(4, { ...code, source: ['a\r\n', 'b\rc'], outputs: [{}, error] });
    expect(parseSources(text).cells[0]).toMatchObject({ source: 'a\nb\nc', outputs: [error] });
  });

  it('gives sources beside numbers that only Python writes', () => {
    const quoted = String.raw`a \" NaN \\`;
    const text = `{"a": [NaN, -Infinity, "${quoted}"], "x": "${'y'.repeat(3e7)}", "cells": [{"source": "NaN ${quoted}"}]}`;
    expect(parseSources(text).cells[0]!.source).toBe(`NaN ${JSON.parse(`"${quoted}"`) as string}`);
  });

  it.each(['{}', '[]', 'null', '{"cells": [null]}', '{"cells": [{"source": 7}]}', '{"cells": ['])(
    'gives no sources of %s',
    (text) => expect(() => parseSources(text)).toThrow(NotebookFormatError),
  );

  it('is UTF-8 or has a byte order mark; Latin-1 is refused, not misread', () => {
    const text = '{"ä": 1}';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [text, `\ufeff${text}`].map((one) => Buffer.from(one))) {
      expect(notebookText(bytes)).toBe(text);
    }
    expect(notebookText(utf16)).toBe(text);
    expect(notebookText(Buffer.from(utf16).swap16())).toBe(text);
    expect(() => notebookText(Buffer.from(text, 'latin1'))).toThrow(/not UTF-8.*save it as UTF-8/);
  });
});

describe('checkNotebook', () => {
  type Tree = Record<string, unknown>;
  /** One change each; whether it is an error is for nbformat to say. */
  const changes: [string, (notebook: Tree, cells: Tree[], outputs: Tree[]) => unknown][] = [
    ['nothing', () => 0],
    ['extra top key', (n) => (n.extra = 1)],
    ['no metadata', (n) => delete n.metadata],
    ['cells not a list', (n) => (n.cells = {})],
    ['kernelspec without name', (n) => (n.metadata = { kernelspec: { display_name: 'x' } })],
    ['language_info without name', (n) => (n.metadata = { language_info: {} })],
    [
      'codemirror_mode number',
      (n) => (n.metadata = { language_info: { name: 'a', codemirror_mode: 1 } }),
    ],
    [
      'codemirror_mode object',
      (n) => (n.metadata = { language_info: { name: 'a', codemirror_mode: {} } }),
    ],
    ['title number', (n) => (n.metadata = { title: 1 })],
    ['authors object', (n) => (n.metadata = { authors: {} })],
    ['authors odd list', (n) => (n.metadata = { authors: [1] })],
    ['orig_nbformat 0', (n) => (n.metadata = { orig_nbformat: 0 })],
    ['unknown cell type', (_, c) => (c[0]!.cell_type = 'heading')],
    ['no source', (_, c) => delete c[0]!.source],
    ['source number', (_, c) => (c[0]!.source = 1)],
    ['source list of numbers', (_, c) => (c[0]!.source = [1])],
    ['extra cell key', (_, c) => (c[0]!.extra = 1)],
    ['id with space', (_, c) => (c[0]!.id = 'a b')],
    ['id too long', (_, c) => (c[0]!.id = 'a'.repeat(65))],
    ['id empty', (_, c) => (c[0]!.id = '')],
    ['outputs of markdown', (_, c) => (c[0]!.outputs = [])],
    ['tags with comma', (_, c) => (c[0]!.metadata = { tags: ['a,b'] })],
    ['tags twice', (_, c) => (c[0]!.metadata = { tags: ['a', 'a'] })],
    ['name empty', (_, c) => (c[0]!.metadata = { name: '' })],
    ['jupyter string', (_, c) => (c[0]!.metadata = { jupyter: 'x' })],
    ['attachments of code', (_, c) => (c[1]!.attachments = {})],
    ['attachments with a number', (_, c) => (c[0]!.attachments = { a: { 'text/plain': 1 } })],
    ['execution_count string', (_, c) => (c[1]!.execution_count = '1')],
    ['execution_count -1', (_, c) => (c[1]!.execution_count = -1)],
    ['no execution_count', (_, c) => delete c[1]!.execution_count],
    ['scrolled auto', (_, c) => (c[1]!.metadata = { scrolled: 'auto' })],
    ['scrolled word', (_, c) => (c[1]!.metadata = { scrolled: 'yes' })],
    ['collapsed word', (_, c) => (c[1]!.metadata = { collapsed: 'yes' })],
    ['execution number', (_, c) => (c[1]!.metadata = { execution: { a: 1 } })],
    ['format number', (_, c) => (c[2]!.metadata = { format: 1 })],
    ['unknown output type', (_, __, o) => (o[0]!.output_type = 'pyout')],
    ['stream without name', (_, __, o) => delete o[0]!.name],
    ['extra output key', (_, __, o) => (o[0]!.extra = 1)],
    ['display without metadata', (_, __, o) => delete o[1]!.metadata],
    ['text data object', (_, __, o) => (o[1]!.data = { 'text/plain': {} })],
    ['json data object', (_, __, o) => (o[1]!.data = { 'application/x+json': { a: 1 } })],
    ['text data named json', (_, __, o) => (o[1]!.data = { 'application/xjson': {} })],
    ['result without count', (_, __, o) => delete o[2]!.execution_count],
    ['traceback string', (_, __, o) => (o[3]!.traceback = 'x')],
  ];

  it('refuses what nbformat refuses and accepts what it accepts, for every minor version', () => {
    const variants = [0, 1, 2, 3, 4, 5].flatMap((minor) =>
      changes.map(([name, change]) => {
        const notebook = JSON.parse(JSON.stringify(parseNotebook(hardDocument(minor)))) as Tree;
        const cells = notebook.cells as Tree[];
        change(notebook, cells, cells[1]!.outputs as Tree[]);
        return { name: `4.${minor} ${name}`, notebook };
      }),
    );
    const expected = runPython<boolean[]>(
      `import nbformat
def valid(notebook):
    try:
        nbformat.validate(notebook)
        return True
    except nbformat.ValidationError:
        return False
result = [valid(d['notebook']) for d in data]`,
      variants.map((variant) =>
        // nbformat fails on these with a TypeError instead of a verdict.
        Array.isArray(variant.notebook.cells)
          ? variant
          : { notebook: { nbformat: 4, nbformat_minor: 4 } },
      ),
    );
    const verdict = (notebook: Tree): boolean => {
      try {
        checkNotebook(notebook);
        return true;
      } catch {
        return false;
      }
    };
    const table = (verdicts: boolean[]): string[] =>
      variants.map(({ name }, i) => `${name}: ${verdicts[i] ? 'valid' : 'invalid'}`);
    expect(table(variants.map(({ notebook }) => verdict(notebook)))).toEqual(table(expected));
  });

  it('says where and what', () => {
    const notebook = parseNotebook(hardDocument(5));
    const [markdown, code] = notebook.cells as unknown as [Tree, Tree];
    markdown.source = 1;
    (code.outputs as Tree[])[1]!.data = { 'text/plain': 2 };
    delete (code.outputs as Tree[])[0]!.name;
    (code.outputs as Tree[])[3]!.output_type = 'pyerr';
    (notebook.cells[2] as unknown as Tree).extra = true;
    let problems: unknown;
    try {
      checkNotebook(notebook);
    } catch (error) {
      problems = (error as NotebookFormatError).problems;
    }
    expect(problems).toEqual([
      { path: 'cells[0].source', message: 'must be a string or a list of strings' },
      { path: 'cells[1].outputs[0]', message: 'lacks "name"' },
      {
        path: 'cells[1].outputs[1].data["text/plain"]',
        message: 'must be a string or a list of strings',
      },
      { path: 'cells[1].outputs[3]', message: 'unknown output_type "pyerr"' },
      { path: 'cells[2]', message: 'unexpected property "extra"' },
    ]);
  });

  it('refuses an id that occurs twice', () => {
    const notebook = parseNotebook(hardDocument(5));
    notebook.cells[1]!.id = 'a';
    expect(() => checkNotebook(notebook)).toThrow('cells[1].id: "a" is also the id of cells[0]');
  });
});
