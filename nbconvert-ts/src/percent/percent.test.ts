import { formatNotebook } from '../format/formatNotebook';
import type { Cell, Metadata, Notebook } from '../format/notebook';
import { parseNotebook } from '../format/parseNotebook';
import { runPython } from '../testSupport/python';
import { fromPercent } from './fromPercent';
import { languageNamed } from './languages';
import { toPercent } from './toPercent';

const jupytext = `import jupytext, nbformat, re, warnings
warnings.simplefilter('ignore')
def read(text, extension):
    nb = jupytext.reads(text, extension + ':percent')
    nb.metadata.get('jupytext', {}).pop('text_representation', None)
    if nb.metadata.get('jupytext') == {}: del nb.metadata['jupytext']
    names = nb.metadata.get('jupytext', {}).get('cell_metadata_filter')
    if names: nb.metadata.jupytext.cell_metadata_filter = ','.join(sorted(names.split(','), key=lambda n: (n == '-all', n)))
    for cell in nb.cells: cell.pop('id', None)
    return json.loads(json.dumps({'metadata': nb.metadata, 'cells': nb.cells}))
def write(text, extension):
    written = jupytext.writes(nbformat.reads(text, 4), extension + ':percent')
    return re.sub('\\n[^\\n]*jupytext_version: [^\\n]*', '', written)
`;

/** What Jupytext reads from texts. */
const jupytextReads = (texts: string[], extension = 'ts'): unknown[] =>
  runPython(`${jupytext}result = [read(t, data['e']) for t in data['texts']]`, {
    texts,
    e: extension,
  });

/** What Jupytext writes for notebooks, without the line with its version. */
const jupytextWrites = (notebooks: Notebook[], extension = 'ts'): string[] =>
  runPython(`${jupytext}result = [write(t, data['e']) for t in data['texts']]`, {
    texts: notebooks.map(formatNotebook),
    e: extension,
  });

/** What we read, in the same form: without ids, and with filters in an order of their own. */
const weRead = (text: string, language = 'typescript'): unknown => {
  const notebook = fromPercent(text, { language });
  const jupytext = notebook.metadata.jupytext as Metadata | undefined;
  if (typeof jupytext?.cell_metadata_filter === 'string') {
    const names = jupytext.cell_metadata_filter.split(',').filter((name) => name !== '-all');
    const all = jupytext.cell_metadata_filter.endsWith('-all') ? ['-all'] : [];
    jupytext.cell_metadata_filter = [...names.sort(), ...all].join(',');
  }
  for (const cell of notebook.cells) delete cell.id;
  return JSON.parse(JSON.stringify({ metadata: notebook.metadata, cells: notebook.cells }));
};

/** Those that other tests do not try already. */
const languages = [
  'javascript',
  'julia',
  'r',
  'bash',
  'c++',
  'csharp',
  'fsharp',
  'rust',
  'java',
  'scala',
  'groovy',
  'haskell',
  'lua',
  'clojure',
  'scheme',
  'idl',
  'matlab',
  'logtalk',
  'powershell',
  'robotframework',
  'coconut',
  'sage',
  'sos',
  'tcl',
  'gnuplot',
  'xonsh',
  'stata',
  'q',
];

const tslab = { display_name: 'TypeScript', language: 'typescript', name: 'tslab' };

/** A small generator of the same numbers everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const someCode = [
  '',
  'const a = 1;',
  'const a = `\n// not a marker\n\n\n`;',
  '  indented();',
  '%time x',
  '  %%bash',
  '// %matplotlib inline',
  '// comment',
  'x = "it\'s %%";',
  'let q = \'"""\';',
  'f(`"""\n%no\n"""`);',
  'a\n\nb',
  'a\n\n\nb',
  '// a\n\n// b',
  'é = "ü\u{1F600}";',
  '\ta',
  'a // %time escape',
  '%time x // noescape',
  'return 5 % 3',
  '%',
  '//',
  '   ',
  'a\\',
  'const x = "\\"%y";\n%z',
  'import a from "b";\n\nfunction f(): void {\n  return;\n}',
  'In [1]',
];
const someText = [
  '',
  '# Title',
  '- a\n\n- b',
  '// slashes',
  '```\n%% mermaid\n// %%\n```',
  '~~~ts\n%%\n\n~~~',
  '```\nnot closed',
  'a  \n  b',
  '$$x = {y}$$',
  'ä\tö',
  '[markdown] {a=b}',
  '---',
];
const someMetadata: Metadata[] = [
  {},
  {},
  { tags: [] },
  { tags: ['a', 'b c'] },
  { title: 'Some title' },
  { title: 'T', name: 'x' },
  {
    nbgrader: {
      grade: true,
      grade_id: 'e-1',
      locked: false,
      points: 1.5,
      schema_version: 3,
      solution: true,
      task: false,
    },
  },
  { collapsed: true, scrolled: 'auto', trusted: true, a: 0 },
  { slideshow: { slide_type: 'slide' } },
  { 'a.b/c@d-e': 'x=y "z" {}' },
  { 'not ok': 1, ok: 'Größe \u007f' },
  { lines_to_next_cell: 2 },
  { lines_to_next_cell: 0 },
  { tags: ['active-ipynb'] },
  { tags: ['active-ts-ipynb'] },
  { active: 'ipynb' },
  { run_control: { frozen: true } },
  { cell_depth: 1, title: 'Sub' },
  { n: [1, -2.5, 1e-7, true, false, null] },
  { region_name: 'md' },
  { execution: { a: 'b' } },
];

function generate(seed: number): Notebook {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const cells = Array.from({ length: 1 + Math.floor(next() * 8) }, (_, i): Cell => {
    const type = pick(['code', 'code', 'markdown', 'raw'] as const);
    const metadata = { ...pick(someMetadata) };
    if (type !== 'markdown' || 'active' in metadata) delete metadata.region_name;
    if (type === 'markdown' && JSON.stringify(metadata).includes('active')) delete metadata.tags;
    const id = `c${i}`;
    if (type === 'code')
      return {
        cell_type: type,
        id,
        metadata,
        source: pick(someCode),
        execution_count: null,
        outputs: [],
      };
    return { cell_type: type, id, metadata, source: pick(someText) };
  });
  if (next() < 0.2)
    cells.unshift({
      cell_type: 'raw',
      id: 'front',
      metadata: {},
      source: '---\ntitle: A\nlist:\n  - b\n---',
    });
  const metadata: Metadata = { kernelspec: tslab };
  if (next() < 0.2) metadata.kernelspec = { name: 'tslab', display_name: 'yes' };
  if (next() < 0.2) metadata.language_info = { name: 'typescript' };
  if (next() < 0.2)
    metadata.jupytext = { formats: 'ipynb,ts:percent', main_language: 'typescript' };
  if (next() < 0.2)
    metadata.jupytext = {
      cell_metadata_filter: pick(['-all', 'tags,-all', 'all', '-nbgrader', 'collapsed']),
      notebook_metadata_filter: 'language_info',
    };
  if (next() < 0.2)
    metadata.jupytext = { cell_metadata_json: true, note: 'on', list: ['1.3', 'a: b', ''] };
  return parseNotebook(formatNotebook({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
}

const handmade = [
  '// %%\nf(`""""""`, 1);\n// %%\nb\n""" // %% c\n// %%\nd"""\n// %%\ne',
  '// %%\nf(`""""`, 1);\n// %%\nb\n// %%\nc',
  '',
  '\n',
  'const a = 1;',
  '// %%',
  '// %%\n',
  '// %%\n\n',
  '// %%\n\n\n',
  '//%%\na\n// %% \nb',
  '// %% Title\nx',
  '// %% Title [markdown] tags=["a"]\n// x\n',
  '// %%%% Sub {"a": 1.0, "b": {}}\nx',
  '// %% [md] a=1\n// x',
  '// %% key\nx',
  '// %% a=1 .b\nx',
  '// %% a="x y" b={"c": [1, "d=e"]} f=null\nx',
  '// %% Uses x=3\ny',
  '// <codecell>\na\n// In[3]:\nb',
  '  // %% a="b"\n  x\n',
  'text before\n\n// %%\na\n\n\n// %%\nb\n\n\n\n// %%\nc\n// %%\nd\n  \n// %%\ne\n\n\n',
  '// ---\n// jupyter:\n//   kernelspec:\n//     name: tslab\n//     display_name: "yes"\n//     language: typescript\n// ---\n// %%\na',
  '// ---\n// jupyter:\n//   kernelspec:\n//     name: tslab\n//     display_name: T\n//   other: {a: [1, 2.5, on, ~]}\n// title: x\n//\n// author: y\n// ---\n\n\n// %%\na',
  '// ---\n// title: x\n// ---\n// %%\na',
  '// ---\n// title: unclosed\n\n// %%\na',
  '#!/usr/bin/env tslab\n// -*- coding: utf-8 -*-\n// ---\n// jupyter:\n//   jupytext:\n//     x: 1\n// ---\n\n// %%\na',
  '// -*- coding: utf-8 -*-\n// %%\na',
  '// ---\n// jupyter:\n//   jupytext:\n//     notebook_metadata_filter: -other\n//   other: 1\n//   more: 2\n// ---\n',
  '// %% [raw]\n// ```\n// // %% not a cell\n// ```\n\n// %% active="ts"\nlive\n\n// %% active=""\n// gone\n',
  '// %% active="ts"\nconst t = String.raw;\n~~~\n\n// %%\nconst b = 2;\n\n// %% [markdown]\n// ~~~\n',
  '// %% tags=["active-ipynb"]\n// a = 1;\n//   // b\n',
  "// %%\nconst s = `'''\n// %% still the string\n'''`;\n// %%\nb",
  '// %% [markdown]\nnot commented\n//no space\n//  two spaces\n',
  '// %%\nf(`""""""`, 1);\n// %%\nb\n""" // %% c\n// %%\nd"""\n// %%\ne',
  '// %%\r\na\r\n\r\n// %%\r\nb\r\n',
  '// %% a=[1, 2, 3] b=-1.50 c="é" d=1e3\nx',
];

describe('the percent format agrees with Jupytext', () => {
  const notebooks = Array.from({ length: 100 }, (_, seed) => generate(seed + 1));

  it('writes the same text for 100 generated notebooks', () => {
    const expected = jupytextWrites(notebooks);
    notebooks.forEach((notebook, i) => {
      expect(toPercent(notebook, { language: 'typescript' })).toBe(expected[i]);
    });
  });

  it('reads the same cells and metadata from their texts', () => {
    const texts = notebooks.map((notebook) => toPercent(notebook, { language: 'typescript' }));
    const expected = jupytextReads(texts);
    texts.forEach((text, i) =>
      expect({ text, ...(weRead(text) as object) }).toEqual({ text, ...(expected[i] as object) }),
    );
  });

  it('reads the same cells and metadata from texts written by hand', () => {
    const expected = jupytextReads(handmade);
    handmade.forEach((text, i) =>
      expect({ text, ...(weRead(text) as object) }).toEqual({ text, ...(expected[i] as object) }),
    );
  });

  it('treats the magics of Python as Jupytext does', () => {
    const source = [
      '%time x',
      '!ls',
      '?print',
      'print?',
      'x = !ls',
      'x = %time y',
      'ls',
      'ls = 1',
      'cat a',
      '%run a \\',
      '   b',
      'for i in x:',
      '    !echo {i}',
      '"""',
      '%no',
      '"""',
      '# %time',
    ].join('\n');
    const cell: Cell = {
      cell_type: 'code',
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    };
    const kernelspec = { name: 'python3', display_name: 'Python', language: 'python' };
    const notebook: Notebook = {
      nbformat: 4,
      nbformat_minor: 4,
      metadata: { kernelspec },
      cells: [cell],
    };
    const [text = ''] = jupytextWrites([notebook], 'py');
    expect(toPercent(notebook)).toBe(text);
    expect(weRead(text, 'python')).toEqual(jupytextReads([text], 'py')[0]);
    expect(fromPercent(text, { language: 'python' }).cells[0]?.source).toBe(source);
  });

  it('does so for every language', () => {
    const cases = languages.map((name) => {
      const { extension, comment } = languageNamed(name);
      const code = [
        `x = 1 ${comment} note`,
        'a = "text"\n\nb',
        `${comment} only a comment`,
        '%time x',
        ':dep serde',
        '#!time',
        'x = """\n%no',
        'ls\n!ls',
      ];
      const language = name === 'r' ? 'R' : name;
      const notebook: Notebook = {
        nbformat: 4,
        nbformat_minor: 4,
        metadata: { kernelspec: { name: 'k', display_name: 'K', language } },
        cells: [
          { cell_type: 'markdown', metadata: { tags: ['t'] }, source: '# Title\n\n- a' },
          ...code.map((source): Cell => ({
            cell_type: 'code',
            metadata: {},
            source,
            execution_count: null,
            outputs: [],
          })),
          { cell_type: 'raw', metadata: {}, source: 'raw' },
        ],
      };
      return { name, extension: extension.slice(1), notebook };
    });
    const expected = runPython<{ text: string; read: unknown }[]>(
      `${jupytext}
def both(case):
    text = write(case['text'], case['extension'])
    return {'text': text, 'read': read(text, case['extension'])}
result = [both(case) for case in data]`,
      cases.map(({ extension, notebook }) => ({ extension, text: formatNotebook(notebook) })),
    );
    cases.forEach(({ name, notebook }, i) => {
      const { text, read } = expected[i]!;
      expect(toPercent(notebook)).toBe(text);
      expect({ name, read: weRead(text, name) }).toEqual({ name, read });
    });
  });
});

describe('fromPercent and toPercent', () => {
  const text = [
    '// ---',
    '// jupyter:',
    '//   jupytext:',
    '//     text_representation:',
    '//       extension: .ts',
    '//       format_name: percent',
    "//       format_version: '1.3'",
    '//   kernelspec:',
    '//     display_name: TypeScript',
    '//     language: typescript',
    '//     name: tslab',
    '// ---',
    '',
    '// %% [markdown]',
    '// # Title',
    '',
    '// %% nbgrader={"grade": true, "grade_id": "a-1", "points": 2.0} tags=["x"]',
    'const a = 1;',
    '',
    '',
  ].join('\n');

  it('gives the text back that was read', () => {
    expect(toPercent(fromPercent(text.slice(0, -1)))).toBe(text.slice(0, -1));
  });

  it('gives the same ids each time, and the same id to a graded cell whose text changes', () => {
    const ids = (source: string): (string | undefined)[] =>
      fromPercent(source).cells.map(({ id }) => id);
    expect(ids(text)).toEqual(ids(text));
    const changed = ids(
      text.replace('const a', '// %%\nnew\n\n// %% [markdown]\n// # Title\n\nlet a'),
    );
    expect(changed.slice(0, 1)).toEqual(ids(text).slice(0, 1));
    expect(new Set(changed).size).toBe(changed.length);
    expect(ids(text.replace('const a = 1', 'let b'))).toEqual(ids(text));
  });

  it('writes a cell whose metadata is null so that it is read as such', () => {
    const notebook = fromPercent('// %% [markdown]\n// x\n');
    notebook.metadata = { kernelspec: tslab };
    notebook.cells[0]!.metadata = { flag: null };
    const written = toPercent(notebook);
    expect(fromPercent(written).cells[0]?.metadata).toEqual({ flag: null });
    expect(jupytextReads([written])[0]).toMatchObject({ cells: [{ metadata: { flag: null } }] });
  });

  it('writes a title that looks like metadata so that it is read as a title', () => {
    const notebook = fromPercent('// %% [markdown]\n// x\n');
    notebook.metadata = { kernelspec: tslab };
    notebook.cells[0]!.metadata = { title: 'a = {b}', n: 1 };
    const written = toPercent(notebook);
    expect(fromPercent(written).cells[0]?.metadata).toEqual({ title: 'a = {b}', n: 1 });
    expect(jupytextReads([written])[0]).toMatchObject({
      cells: [{ metadata: { title: 'a = {b}', n: 1 } }],
    });
  });

  it.each([
    [
      '// %%\na\n\n// %% nbgrader={"grade": true,}\nb',
      'line 4: cell metadata is not key=value with a JSON value',
    ],
    ['// %% {"a": }\nb', 'line 1: cell metadata is not JSON'],
    ['// ---\n// jupyter:\n//   a: [\n// ---\n', 'the header is not YAML'],
  ])('refuses %j', (bad, message) => {
    expect(() => fromPercent(bad)).toThrow(message);
  });

  it('names the languages that it knows', () => {
    expect(() => fromPercent('', { language: 'cobol' })).toThrow(
      /Unknown language "cobol".*typescript \(\.ts\)/,
    );
  });
});
