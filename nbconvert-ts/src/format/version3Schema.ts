import { cellMetadata, choice, closed, string, text, type Schema } from './notebookSchema';

const count = { type: 'integer', minimum: 0 };
const object = { type: 'object' };
const metadata = { type: 'object', properties: cellMetadata };

/** The JSON schema of a notebook file in nbformat 3. */
export function version3Schema(): Schema {
  return closed(
    {
      metadata: {
        type: 'object',
        properties: {
          kernel_info: {
            type: 'object',
            required: ['name', 'language'],
            properties: { name: string, language: string, codemirror_mode: string },
          },
          signature: string,
        },
      },
      nbformat: { const: 3 },
      nbformat_minor: count,
      orig_nbformat: { type: 'integer', minimum: 1 },
      orig_nbformat_minor: count,
      worksheets: {
        type: 'array',
        items: closed(
          { cells: { type: 'array', items: choice('cell_type', cells()) }, metadata: object },
          ['cells'],
        ),
      },
    },
    ['metadata', 'nbformat_minor', 'nbformat', 'worksheets'],
  );
}

function cells(): Schema[] {
  const described = {
    ...metadata,
    properties: { ...cellMetadata, format: string },
  };
  return [
    closed({ cell_type: { const: 'raw' }, metadata: described, source: text }, [
      'cell_type',
      'source',
    ]),
    closed({ cell_type: { enum: ['markdown', 'html'] }, metadata, source: text }, [
      'cell_type',
      'source',
    ]),
    closed(
      {
        cell_type: { const: 'heading' },
        metadata: object,
        source: text,
        level: { type: 'integer', minimum: 1 },
      },
      ['cell_type', 'source', 'level'],
    ),
    closed(
      {
        cell_type: { const: 'code' },
        language: string,
        collapsed: { type: 'boolean' },
        metadata: object,
        input: text,
        outputs: { type: 'array', items: choice('output_type', outputs()) },
        prompt_number: { type: ['integer', 'null'], minimum: 0 },
      },
      ['cell_type', 'input', 'outputs', 'language'],
    ),
  ];
}

function outputs(): Schema[] {
  const data = Object.fromEntries(
    ['text', 'latex', 'png', 'jpeg', 'svg', 'html', 'javascript', 'json', 'pdf'].map((name) => [
      name,
      text,
    ]),
  );
  const display = (type: string, more: Schema): Schema => ({
    ...closed({ output_type: { const: type }, ...data, metadata: object, ...more }, [
      'output_type',
      ...Object.keys(more),
    ]),
    patternProperties: { '^[a-zA-Z0-9]+/[a-zA-Z0-9\\-+.]+$': text },
  });
  const other = (type: string, properties: Schema): Schema =>
    closed({ output_type: { const: type }, ...properties }, [
      'output_type',
      ...Object.keys(properties),
    ]);
  return [
    display('pyout', { prompt_number: count }),
    display('display_data', {}),
    other('stream', { stream: string, text }),
    other('pyerr', { ename: string, evalue: string, traceback: { type: 'array', items: string } }),
  ];
}
