import type { Cell, Notebook } from '../../format/notebook';
import { toScript } from './toScript';

const cell = (type: 'code' | 'markdown' | 'raw', source: string): Cell =>
  type === 'code'
    ? { cell_type: type, metadata: {}, source, execution_count: null, outputs: [] }
    : { cell_type: type, metadata: {}, source };
const notebook = (language?: string): Notebook => ({
  nbformat: 4,
  nbformat_minor: 4,
  metadata: language === undefined ? {} : { language_info: { name: language } },
  cells: [
    cell('markdown', '# Title\n\ntext'),
    cell('code', '%time x\nlet a = 1;\n'),
    cell('raw', 'raw'),
    cell('code', ''),
    cell('code', 'a;'),
  ],
});

describe('toScript', () => {
  it('makes one program of the code, with all else as comments', () => {
    expect(toScript(notebook('typescript'))).toBe(
      '// # Title\n//\n// text\n\n// %time x\nlet a = 1;\n\na;\n',
    );
    expect(toScript(notebook(), { language: 'python' })).toContain('# # Title');
  });

  it('asks for a language where the notebook names none that is known', () => {
    expect(() => toScript(notebook())).toThrow('The notebook names no language');
    expect(() => toScript(notebook('cobol'))).toThrow('Unknown language "cobol"');
  });
});
