import { stripVTControlCharacters } from 'node:util';
import { formatNotebook } from '../../format/formatNotebook';
import type { Notebook } from '../../format/notebook';
import { runPython } from '../../testSupport/python';
import { markdownParser } from '../html/renderMarkdown';
import { toMarkdown } from './toMarkdown';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: 'python' } },
  cells: [
    {
      cell_type: 'markdown',
      id: 'a',
      metadata: {},
      source: '# T\n\n![p](attachment:a.png)',
      attachments: { 'a.png': { 'image/png': pixel } },
    },
    {
      cell_type: 'code',
      id: 'b',
      metadata: {},
      source: 'print("""\n```\n""")',
      execution_count: 1,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'a\n\nb\n' },
        {
          output_type: 'display_data',
          data: { 'image/png': pixel, 'text/plain': 'P' },
          metadata: {},
        },
        {
          output_type: 'display_data',
          data: {
            'text/html': '<table><tr><td>1</td></tr></table><script>x()</script>',
            'text/plain': 'T',
          },
          metadata: {},
        },
        {
          output_type: 'display_data',
          data: { 'text/latex': '$x$', 'text/plain': 'x' },
          metadata: {},
        },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\u001b[31mE\u001b[0m', 'v'] },
      ],
    },
    { cell_type: 'raw', id: 'c', metadata: { format: 'text/latex' }, source: '\\raw' },
    { cell_type: 'raw', id: 'd', metadata: { format: 'text/restructuredtext' }, source: 'rest' },
  ],
};

describe('toMarkdown', () => {
  const { text, files } = toMarkdown(notebook, { folder: 'my files' });

  it('writes code that reads the same, whatever is in it, and pictures as they were', () => {
    const codes: unknown[] = [];
    const pictures: string[] = [];
    void markdownParser().walkTokens(markdownParser().lexer(text), (token) => {
      if (token.type === 'code') codes.push([token.lang, token.text]);
      if (token.type === 'image') pictures.push(token.href as string);
    });
    expect(codes).toEqual([
      ['python', 'print("""\n```\n""")'],
      [undefined, 'a\n\nb'],
      [undefined, 'E\nv'],
    ]);
    expect(pictures).toEqual(['my%20files/attachment_0_0.png', 'my%20files/output_1_1.png']);
    for (const data of files.values()) expect(Buffer.from(data).toString('base64')).toBe(pixel);
    expect(text).not.toContain('script');
    expect(text).not.toContain('rest');
    expect(toMarkdown(notebook, { trusted: true }).text).toContain('<script>x()</script>');
  });

  it('says what nbconvert says, but for the fence and the names of pictures', () => {
    const nbconvert = runPython<string>(
      `import nbformat, nbconvert
result = nbconvert.MarkdownExporter().from_notebook_node(nbformat.reads(data, 4))[0]`,
      formatNotebook({ ...notebook, cells: notebook.cells.slice(0, 3) }),
    );
    const essence = (markdown: string): string =>
      stripVTControlCharacters(markdown)
        .replace(/<script>.*?<\/script>/g, '')
        .replace(/<\/?tbody>/g, '')
        .replace(/^`{3,}/gm, '```')
        .replace(/\]\(.*?\)/g, '](picture)')
        .replace(/!\[\w+\]/g, '![]')
        .replace(/\s*\n\s*/g, '\n')
        .trim();
    expect(essence(text)).toBe(essence(nbconvert));
  });
});
