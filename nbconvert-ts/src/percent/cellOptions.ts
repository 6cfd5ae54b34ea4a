import { formatJson, formatJsonProperty } from '../format/formatJson';
import type { Cell, Metadata } from '../format/notebook';
import { omit } from '../format/numberText';
import { parseJson } from '../format/parseJson';

/** What a cell marker says about its cell. */
export interface CellOptions {
  /** As in the marker; undefined if it names none. */
  cellType: Exclude<Cell['cell_type'], 'code'> | undefined;
  /** With the cell's title under `title` and the marker's extra percent signs as `cell_depth`. */
  metadata: Metadata;
  /** Whether the metadata is one JSON object, not `key=value`. */
  json: boolean;
}

/**
 * Reads the rest of a cell marker after `%%`: a title, `[markdown]` or `[raw]`, and metadata as
 * `key=value` with JSON values or as one JSON object.
 *
 * @param text e.g. `Train [markdown] tags=["a"]`
 * @throws Error if the metadata is not `key=value` with JSON values
 */
export function parseCellOptions(text: string): CellOptions {
  const options = text.trim();
  const brace = options.indexOf('{');
  const equals = options.indexOf('=');
  const json = brace >= 0 && (equals < 0 || brace < equals);
  const titleText = json ? options.slice(0, brace) : titleBefore(options, equals);
  const metadata = json
    ? parseObject(options.slice(brace))
    : parseKeyValues(options.slice(titleText.length));
  let title = titleText.trim();
  const [bracketed, type] = /\[(markdown|raw|md)\]/.exec(title) ?? [];
  if (bracketed !== undefined) title = title.replace(bracketed, '').trim();
  if (type === 'md') metadata.region_name = 'md';
  const depth = /^%*/.exec(title)?.[0].length ?? 0;
  if (depth > 0) metadata.cell_depth = depth;
  title = title.slice(depth).trim();
  if (title) metadata.title = title;
  return {
    cellType: type === 'md' ? 'markdown' : (type as CellOptions['cellType']),
    metadata,
    json,
  };
}

/** The words before the first key; words that start with a dot at the end are keys too. */
function titleBefore(options: string, equals: number): string {
  const words = (equals < 0 ? options : options.slice(0, equals)).split(' ');
  if (equals >= 0) {
    while (words.at(-1) === '') words.pop();
    words.pop();
  }
  while (words.length > 0 && (words.at(-1)?.trim() === '' || words.at(-1)?.startsWith('.')))
    words.pop();
  return words.join(' ');
}

function parseObject(text: string): Metadata {
  try {
    return parseJson(text) as Metadata;
  } catch {
    throw new Error(`cell metadata is not JSON: ${text}`);
  }
}

/** Reads from the right, where the end of a value is known: a value may contain spaces and `=`. */
function parseKeyValues(text: string): Metadata {
  const entries: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const bare = /(?:^|\s)([a-zA-Z_.][\w.]*)$/.exec(rest);
    if (bare) {
      entries.unshift(`${JSON.stringify(bare[1])}:null`);
      rest = rest.slice(0, bare.index).trim();
      continue;
    }
    const last = lastKeyValue(rest);
    if (!last) {
      throw new Error(`cell metadata is not key=value with a JSON value: ${rest}`);
    }
    entries.unshift(`${JSON.stringify(last.key)}:${last.value}`);
    rest = rest.slice(0, last.start).trim();
  }
  return parseJson(`{${entries.join(',')}}`) as Metadata;
}

function lastKeyValue(text: string): { key: string; value: string; start: number } | undefined {
  for (
    let equals = text.lastIndexOf('=');
    equals >= 0;
    equals = text.lastIndexOf('=', equals - 1)
  ) {
    const key = /[\w.@/-]+$/.exec(text.slice(0, equals).trimEnd());
    const boundary = key && (key.index === 0 || text[key.index - 1] === ' ');
    const value = text.slice(equals + 1);
    if (key && boundary && isJson(value)) return { key: key[0], value, start: key.index };
    if (equals === 0) break;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes the rest of a cell marker after `%%`; the inverse of {@link parseCellOptions}.
 *
 * @param options the cell's type and the metadata to write
 * @returns e.g. `[markdown] tags=["a"]`
 */
export function formatCellOptions(options: CellOptions): string {
  const { title, cell_depth: depth, region_name: region } = options.metadata;
  // A title that would be read as metadata is written among the metadata.
  const plainTitle = typeof title === 'string' && !/[{=]/.test(title);
  const metadata = omit(options.metadata, [
    'cell_depth',
    'region_name',
    ...(plainTitle ? ['title'] : []),
  ]);
  const style = { ascii: true };
  const parts = [
    typeof depth === 'number' ? '%'.repeat(depth) : '',
    plainTitle ? title : '',
    options.cellType ? `[${typeof region === 'string' ? region : options.cellType}]` : '',
  ];
  if (!options.json) {
    const keys = Object.keys(metadata);
    parts.push(...keys.map((key) => `${key}=${formatJsonProperty(metadata, key, style)}`));
  } else if (Object.keys(metadata).length > 0) parts.push(formatJson(metadata, style));
  return parts.filter((part) => part !== '').join(' ');
}
