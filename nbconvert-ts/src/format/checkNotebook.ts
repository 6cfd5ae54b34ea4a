import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { latestMinor, notebookSchema, type Schema } from './notebookSchema';
import { version3Schema } from './version3Schema';

/** Compiling a schema takes longer than checking a hundred notebooks with it. */
const compiled = new Map<number, ValidateFunction>();

/**
 * Checks that a JSON value, as it stands in a notebook file, is a notebook of nbformat 4, with cell
 * ids that occur once. What is newer than 4.5 may hold more than is known here.
 *
 * @param value the parsed file, or a notebook in memory
 * @throws NotebookFormatError that lists all problems, with paths into the document
 * @example
 * checkNotebook(JSON.parse(text)); // throws "cells[0].source: must be string or array"
 */
export function checkNotebook(value: unknown): void {
  const problems = notebookProblems(value);
  if (problems.length > 0) throw new NotebookFormatError(problems);
}

/**
 * Checks that a JSON value is a notebook file of nbformat 3.
 *
 * @throws NotebookFormatError that lists all problems
 */
export function checkVersion3(value: unknown): void {
  const validate = validator(3, version3Schema);
  if (!validate(value)) throw new NotebookFormatError((validate.errors ?? []).flatMap(toProblem));
}

function notebookProblems(value: unknown): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path: '', message: 'expected a JSON object with nbformat, metadata and cells' }];
  }
  const { nbformat, nbformat_minor: minor } = value as Record<string, unknown>;
  if (nbformat !== 4) {
    return [
      {
        path: 'nbformat',
        message: `expected 4, found ${JSON.stringify(nbformat) ?? 'nothing'}; notebooks of nbformat 1 and 2 can be upgraded with "jupyter nbconvert --to notebook"`,
      },
    ];
  }
  if (typeof minor !== 'number' || !Number.isInteger(minor) || minor < 0) {
    return [
      {
        path: 'nbformat_minor',
        message: `expected a number from 0 on, found ${JSON.stringify(minor) ?? 'nothing'}`,
      },
    ];
  }
  const known = Math.min(minor, latestMinor + 1);
  const validate = validator(4 + known / 10, () => notebookSchema(known));
  if (!validate(value)) return (validate.errors ?? []).flatMap(toProblem);
  return minor >= 5 ? duplicateIds((value as { cells: { id: string }[] }).cells) : [];
}

function validator(version: number, schema: () => Schema): ValidateFunction {
  let validate = compiled.get(version);
  if (!validate) {
    validate = new Ajv({ allErrors: true, discriminator: true, allowUnionTypes: true }).compile(
      schema(),
    );
    compiled.set(version, validate);
  }
  return validate;
}

function toProblem(error: ErrorObject): Problem[] {
  const path = documentPath(error.instancePath);
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'anyOf':
      return [{ path, message: 'must be a string or a list of strings' }];
    case 'additionalProperties':
      return [{ path, message: `unexpected property "${String(parameters.additionalProperty)}"` }];
    case 'required':
      return [{ path, message: `lacks "${String(parameters.missingProperty)}"` }];
    case 'discriminator':
      return [
        {
          path,
          message: `unknown ${String(parameters.tag)} ${JSON.stringify(parameters.tagValue) ?? ''}`,
        },
      ];
    case 'type':
      // anyOf reports the branches of "a string or a list of strings" once.
      if (error.schemaPath.includes('/anyOf/')) return [];
      return [{ path, message: error.message ?? error.keyword }];
    default:
      return [{ path, message: error.message ?? error.keyword }];
  }
}

/** `/cells/3/metadata/a~1b` as `cells[3].metadata["a/b"]`. */
function documentPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => {
      if (/^\d+$/.test(part)) return `[${part}]`;
      return /^[\w$]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

function duplicateIds(cells: { id: string }[]): Problem[] {
  const first = new Map<string, number>();
  return cells.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    return [{ path: `cells[${index}].id`, message: `"${id}" is also the id of cells[${earlier}]` }];
  });
}

/** One problem in a document. */
export interface Problem {
  /**
   * Where, as a path into the document, e.g. `cells[3].outputs[0].text`; empty for the document
   * itself.
   */
  path: string;
  /** What is wrong. */
  message: string;
}

/** A document that is not a notebook of nbformat 4. */
export class NotebookFormatError extends Error {
  override readonly name = 'NotebookFormatError';
  /** All problems. */
  readonly problems: readonly Problem[];

  /** @param problems at least one */
  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    super(
      lines.length === 1
        ? `Not a valid notebook: ${lines[0] ?? ''}`
        : `Not a valid notebook:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}
