import { NotebookFormatError } from '../format/checkNotebook';
import type { Notebook } from '../format/notebook';
import { parseNotebook } from '../format/parseNotebook';
import { toPercent } from '../percent/toPercent';
import { toHtml } from './html/toHtml';
import { toMarkdown } from './markdown/toMarkdown';
import { toScript } from './script/toScript';

const attachments = { 'a.png': { 'image/png': 'AAAA' } };
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: { name: 't', display_name: 'T', language: 'typescript' },
    language_info: { name: 'typescript' },
    jupytext: { cell_metadata_filter: 'all' },
    title: 'x',
  },
  cells: [
    {
      cell_type: 'markdown',
      id: 'a',
      metadata: { k: 1 },
      source: '# ![a](attachment:a.png)',
      attachments,
    },
    { cell_type: 'raw', id: 'b', metadata: { format: 'text/html' }, source: '<b>', attachments },
    {
      cell_type: 'code',
      id: 'c',
      metadata: { jupyter: { source_hidden: true }, tags: ['x'] },
      source: '1',
      execution_count: 1,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'a' },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['x'] },
        {
          output_type: 'display_data',
          data: {
            'text/plain': 'x',
            'image/png': 'AAAA',
            'text/html': '<b>',
            'application/json': {},
          },
          metadata: { alt: 'x', 'image/png': { width: 1 } },
        },
      ],
    },
  ],
};
const odd: unknown[] = [null, undefined, 0, '', 'x', [], {}, true, [null], { x: null }];
const writers: ((notebook: Notebook) => unknown)[] = [
  toHtml,
  toMarkdown,
  (one) => toScript(one, { language: 'typescript' }),
  (one) => toPercent(one, { language: 'typescript' }),
];

/** The paths to everything in a value. */
function paths(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...paths(inner).map((path) => [key, ...path]),
  ]);
}

test.each(paths(notebook).map((path) => [path.join('.'), path] as const))(
  'a notebook with an odd %s is read and exported, or refused in words',
  (_, path) => {
    for (const value of odd) {
      const copy = structuredClone(notebook);
      let inner = copy as unknown as Record<string, unknown>;
      for (const key of path.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
      inner[path.at(-1)!] = value;
      let read: Notebook;
      try {
        read = parseNotebook(JSON.stringify(copy));
      } catch (error) {
        expect(error).toBeInstanceOf(NotebookFormatError);
        continue;
      }
      for (const write of writers) expect(() => write(read)).not.toThrow();
    }
  },
);
