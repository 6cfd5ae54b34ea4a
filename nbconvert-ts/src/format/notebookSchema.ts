/** A JSON schema. */
export type Schema = Record<string, unknown>;

/** Any text. */
export const string = { type: 'string' };
const boolean = { type: 'boolean' };
const object = { type: 'object' };
const count = { type: ['integer', 'null'], minimum: 0 };
/** Text, whole or as a list of lines. */
export const text = { anyOf: [string, { type: 'array', items: string }] };
const mimeBundle = {
  type: 'object',
  // Any JSON may stand under a JSON type; under every other type, text.
  patternProperties: { '^application/(.*\\+)?json$': {} },
  additionalProperties: text,
};
const attachments = { type: 'object', additionalProperties: mimeBundle };
/** What every cell's metadata may hold. */
export const cellMetadata = {
  name: { type: 'string', pattern: '^.+$' },
  tags: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^[^,]+$' } },
};

/** The highest minor version of nbformat 4 that this package knows. */
export const latestMinor = 5;

/**
 * The JSON schema (draft 7) of a notebook file in nbformat 4.
 *
 * @param minor the minor version; one above {@link latestMinor} allows properties that are not
 * known here
 */
export function notebookSchema(minor: number): Schema {
  const schema = strictSchema(minor);
  return minor > latestMinor ? relaxed(schema) : schema;
}

/**
 * Allows what nbformat allows in newer notebooks: more properties, and more kinds of cells and
 * outputs.
 */
function relaxed(strict: Schema): Schema {
  return JSON.parse(JSON.stringify(strict), (key, part: unknown) => {
    if (key === 'additionalProperties') return true;
    const { discriminator, oneOf } = (part ?? {}) as Partial<ReturnType<typeof choice>>;
    if (!discriminator || !oneOf) return part;
    const { propertyName: name } = discriminator;
    const known = oneOf.map((then) => ({
      if: { properties: { [name]: (then.properties as Schema)[name] } },
      then,
    }));
    const required = name === 'cell_type' ? [name, 'metadata'] : [name];
    return { type: 'object', required, properties: { metadata: object }, allOf: known };
  }) as Schema;
}

function strictSchema(minor: number): Schema {
  return closed(
    {
      nbformat: { const: 4 },
      nbformat_minor: { type: 'integer', minimum: minor },
      metadata: { type: 'object', properties: notebookMetadata(minor) },
      cells: { type: 'array', items: choice('cell_type', cells(minor)) },
    },
    ['nbformat', 'nbformat_minor', 'metadata', 'cells'],
  );
}

function notebookMetadata(minor: number): Schema {
  return {
    kernelspec: {
      type: 'object',
      required: ['name', 'display_name'],
      properties: { name: string, display_name: string },
    },
    language_info: {
      type: 'object',
      required: ['name'],
      properties: {
        name: string,
        codemirror_mode: { type: ['string', 'object'] },
        file_extension: string,
        mimetype: string,
        pygments_lexer: string,
      },
    },
    orig_nbformat: { type: 'integer', minimum: 1 },
    ...(minor >= 2 && { title: string, authors: { type: 'array' } }),
  };
}

function cells(minor: number): Schema[] {
  const jupyter: Schema = minor >= 3 ? { jupyter: object } : {};
  const execution: Schema =
    minor >= 4 ? { execution: { type: 'object', additionalProperties: string } } : {};
  const id: Schema =
    minor >= 5
      ? { id: { type: 'string', pattern: '^[a-zA-Z0-9_-]+$', minLength: 1, maxLength: 64 } }
      : {};
  const cell = (type: string, metadata: Schema, rest: Schema): Schema =>
    closed(
      {
        ...id,
        cell_type: { const: type },
        metadata: { type: 'object', properties: { ...cellMetadata, ...jupyter, ...metadata } },
        source: text,
        ...rest,
      },
      [
        'cell_type',
        'metadata',
        'source',
        ...Object.keys(id),
        ...(type === 'code' ? ['outputs', 'execution_count'] : []),
      ],
    );
  return [
    cell('raw', { format: string }, { attachments }),
    cell('markdown', {}, { attachments }),
    cell(
      'code',
      { ...execution, collapsed: boolean, scrolled: { enum: [true, false, 'auto'] } },
      {
        outputs: { type: 'array', items: choice('output_type', outputs()) },
        execution_count: count,
      },
    ),
  ];
}

function outputs(): Schema[] {
  const output = (type: string, properties: Schema): Schema =>
    closed({ output_type: { const: type }, ...properties }, [
      'output_type',
      ...Object.keys(properties),
    ]);
  return [
    output('execute_result', { execution_count: count, data: mimeBundle, metadata: object }),
    output('display_data', { data: mimeBundle, metadata: object }),
    output('stream', { name: string, text }),
    output('error', {
      ename: string,
      evalue: string,
      traceback: { type: 'array', items: string },
    }),
  ];
}

/**
 * The schema of an object without other properties.
 *
 * @param required names of the properties that it must have
 */
export function closed(properties: Schema, required: string[]): Schema {
  return { type: 'object', additionalProperties: false, required, properties };
}

/**
 * One of several objects that differ in one property: errors then refer to the intended one.
 *
 * @returns the schema of any of them
 */
export function choice(
  propertyName: string,
  oneOf: Schema[],
): {
  type: 'object';
  required: string[];
  discriminator: { propertyName: string };
  oneOf: Schema[];
} {
  return { type: 'object', required: [propertyName], discriminator: { propertyName }, oneOf };
}
